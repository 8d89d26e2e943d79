"""The messages of a mailbox, however they are kept, to one reading for each conversation."""

from collections.abc import Callable
from dataclasses import replace

from kb.knowledge import Reading
from kb.readers.formats.mail.body import Body, body
from kb.readers.formats.mail.conversation import conversation
from kb.readers.formats.mail.heads import head, names_of
from kb.readers.formats.mail.threads import Letter, Thread, fingerprint, threads
from kb.readers.reader import Unreadable


def mailbox(
    count: int, message: Callable[[int], bytes], line: Callable[[int], int] = lambda at: 0
) -> list[Reading] | Unreadable:
    """`message` gives the bytes of each; every one is asked for twice, so that they are never held all at once.

    `line` gives the line of the raw file on which each begins, 0 where it is a file of its own.
    """
    letters: list[Letter] = []
    for at in range(count):
        letter = _letter(at, message(at))
        # A mailbox is in order of arrival: a message without a date is as old as the one before it.
        known = letter.head.written or not letters
        letters.append(letter if known else replace(letter, moment=letters[-1].moment))
    names = names_of(person for letter in letters for person in (letter.head.sender, *letter.head.to))

    def opened(letter: Letter) -> Body:
        return body(message(letter.at), line(letter.at))

    found = (conversation(thread, opened, names, part=thread.part) for thread in threads(letters))
    read = [reading for reading in found if reading.blocks]
    return read or Unreadable("is a mailbox without words", "Remove it from raw/.")


def single(data: bytes, line: int) -> list[Reading] | Unreadable:
    """The reading of a file that is one message, which begins on the given line."""
    opened = body(data, line)
    letter = _letter(0, data)
    names = names_of((letter.head.sender, *letter.head.to))
    reading = conversation(Thread((letter,)), lambda _: opened, names, part="")
    return [reading] if reading.blocks else _silent(opened)


def _silent(opened: Body) -> Unreadable:
    if opened.encrypted:
        return Unreadable("is an encrypted message", "Decrypt it in your mail program, and save it again.")
    if opened.broken:
        return Unreadable("is a message whose parts can't be told apart", "Save its text, and put that into raw/.")
    return Unreadable("is a message without words", "Remove it from raw/.")


def _letter(at: int, message: bytes) -> Letter:
    said = head(message)
    made = Letter(said, at, "" if said.id else fingerprint(said, message))
    return replace(made, moment=said.written) if said.written else made

"""Mail: a message, or a mailbox of many (mbox), one reading for each conversation."""

from collections.abc import Sequence

from kb.knowledge import Reading
from kb.readers.formats.mail.mbox import foreign, is_mailbox, is_message, letter, lines_of, spans, unshielded
from kb.readers.reader import Aside, Beside, Unreadable

kind = "mail"


def recognise(name: str, data: bytes) -> str | None:
    """How the bytes begin, where that is how mail begins."""
    if is_mailbox(data):
        return "a mailbox (mbox)"
    if is_message(name, data):
        return "has the header of a message"
    return "mail in a form of its own" if foreign(data) else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
    """A message as one reading; each conversation of a mailbox as one."""
    said = foreign(data)
    if said is not None:
        return said
    from kb.readers.formats.mail.mailbox import mailbox, single

    if is_mailbox(data):
        found = list(spans(data))
        firsts = lines_of(data, [start for start, _ in found])
        return mailbox(len(found), lambda at: unshielded(data[slice(*found[at])]), firsts.__getitem__)
    if not is_message("a.eml", data):
        return Unreadable("has no header of a message", "Export it again, as .eml or mbox.")
    message = letter(data)
    return single(message, lines_of(data, [data.find(message)])[0])

"""A Maildir, a folder with a file for each message, to one reading for each conversation."""

from collections.abc import Collection, Mapping, Sequence

from kb.knowledge import Reading
from kb.readers.reader import Aside, Beside, Unreadable

kind = "mail"


def recognise(names: Collection[str]) -> str | None:
    """The three folders that every Maildir has."""
    return "a Maildir" if {"cur/", "new/", "tmp/"} <= set(names) else None


def of_their_own(paths: Mapping[str, int], beside: Beside) -> Collection[str]:
    return ()


def read(name: str, paths: Mapping[str, int], beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
    """Each conversation of the delivered messages; folders within the folder are hidden and stay unread."""
    from kb.readers.formats.mail.mailbox import mailbox

    messages = sorted(path for path in paths if path.startswith(("cur/", "new/")))
    return mailbox(len(messages), lambda at: beside(messages[at]) or b"")

"""An unpacked Slack export to readings by channel and month."""

from collections.abc import Collection, Mapping, Sequence

from kb.knowledge import Reading
from kb.readers.formats.chat import slack
from kb.readers.reader import Aside, Beside, Unreadable

kind = "chat"


def recognise(names: Collection[str]) -> str | None:
    return "a folder with the members and channels of Slack" if slack.is_export(names) else None


def of_their_own(paths: Mapping[str, int], beside: Beside) -> Collection[str]:
    return ()


def read(name: str, paths: Mapping[str, int], beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
    return slack.read_export(paths, beside)

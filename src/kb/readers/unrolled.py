"""Text copied from Thread Reader to the thread itself: without what the site writes above it and below, but with who
wrote it and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.readers.clock import iso_date
from kb.readers.posts import RULE
from kb.readers.reader import Line

_FOOT = re.compile(
    r"[ \t*]*(?:Missing some Tweet in this thread\?|Keep Current with\b|This Thread may be Removed Anytime"
    r"|Try unrolling a thread yourself|Did Thread Reader help you today)",
    re.I,
)
_HEAD = re.compile(
    r"""(?:
      .*\b\d+[ ](?:tweets|posts)\b.*\b\d+[ ]min[ ]read\b.* | .*Profile[ ]picture
    | (?:[•·|][ ]*)?\d+[ ](?:tweets|posts|min[ ]read)(?:[ ]*[•·|])? | (?:[•·|][ ]*)?Read[ ]on[ ](?:X|Twitter)
    | Thread[ ]Reader(?:[ ]App)? | Subscribe | (?:Bookmark|Save[ ]as[ ]PDF|My[ ]Authors|Scrolly)
      (?:[ ](?:Bookmark|Save[ ]as[ ]PDF|My[ ]Authors))*
    )""",
    re.I | re.VERBOSE,
)
_HANDLE = re.compile(r"[ \t]*(@\w{2,30})[ \t]*$")
_LONGEST_HEAD = 30
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Unrolled:
    lines: tuple[Line, ...]
    author: tuple[str, ...]
    published: str


def unrolled(lines: Sequence[Line]) -> Unrolled | None:
    """The thread that lines copied from Thread Reader hold; None for other lines."""
    foot = next((at for at, line in enumerate(lines) if _FOOT.match(line.text)), None)
    if foot is None:
        return None
    heads = [at for at, line in enumerate(lines[: min(foot, _LONGEST_HEAD)]) if _is_head(line.text.strip())]
    top = heads[-1] + 1 if heads else 0
    body = list(lines[top:foot])
    while body and (not body[-1].text.strip() or RULE.match(body[-1].text)):
        body.pop()
    if not any(line.text.strip() for line in body):
        return None
    above = [line.text.strip() for line in lines[:top] if line.text.strip()]
    return Unrolled(tuple(body), _author(above), next((day for text in above if (day := iso_date(text))), ""))


def _is_head(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and _HEAD.fullmatch(text) is not None


def _author(above: Sequence[str]) -> tuple[str, ...]:
    """Who wrote the thread: a name stands above the handle, or the name of a picture does."""
    at = next((at for at, text in enumerate(above) if _HANDLE.match(text)), None)
    if at is None:
        return ()
    before = above[at - 1] if at else ""
    name = re.sub(r"\s*Profile picture$", "", before)
    return (f"{name} ({above[at]})" if name and not (_is_head(before) and name == before) else above[at],)

"""SEGMENT: the lines of a pasted file in, the lines at which other posts begin out. The text itself is never copied."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, Field

from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.llm.port import LanguageModel
from kb.llm.stage import Grounded, Prompts, Stage
from kb.reports import UNFOUNDED_CUT

_LINES, _OVERLAP = 250, 40
"""Of one request, and what it shares with the next."""
_HEAD, _TAIL = 110, 45
"""Characters shown of a long line: how a post begins stands at its start, how one ends at its end."""
_LEAST_POST = 15
"""Words."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A raw file that may hold several posts."""

    path: str
    sha256: Digest
    lines: tuple[tuple[int, str], ...]
    """Number and text of each."""
    proposals: tuple[int, ...]
    """Where, by rule, another post may begin."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive lines with words of a pasted file. No path is shown to a model."""

    path: str
    lines: tuple[tuple[int, str], ...]
    proposals: frozenset[int]
    decides: tuple[int, int]
    """First and last line of which it is asked whether a post begins there; the others are only seen."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """The lines of one stretch at which another post begins."""

    lines: tuple[int, ...]


class Beginning(BaseModel):
    model_config = ConfigDict(extra="forbid")

    line: int = Field(description="The number of the first line of a post.")
    why: str = Field(description="A word or two: what changes here.")


class SegmentReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    posts: list[Beginning] = Field(description="The beginnings of posts after the first, in order; empty for one post.")


def stretches(pasted: Pasted) -> list[Stretch]:
    """The file in parts of 250 lines that overlap; a line near the end of one is decided by the one that sees more."""
    filled = [line for line in pasted.lines if line[1].strip()]
    starts = range(0, max(len(filled) - _OVERLAP, 1), _LINES - _OVERLAP)
    found = []
    for start in starts:
        part = tuple(filled[start : start + _LINES])
        first = part[_OVERLAP // 2][0] if start else part[0][0]
        rest = filled[start + _LINES - _OVERLAP // 2 :]
        last = rest[0][0] - 1 if start != starts[-1] else part[-1][0]
        found.append(Stretch(pasted.path, part, frozenset(pasted.proposals), (first, last)))
    return found


def fill(stretch: Stretch) -> Mapping[str, str]:
    return {"lines": "\n".join(_shown(number, text, stretch) for number, text in stretch.lines)}


def _shown(number: int, text: str, stretch: Stretch) -> str:
    text = " ".join(text.split())
    if len(text) > _HEAD + _TAIL + 5:
        text = f"{text[:_HEAD]} […] {text[-_TAIL:]}"
    return f"{number}{'?' if number in stretch.proposals else ' '} {text}"


def ground(stretch: Stretch, reply: SegmentReply, key: Digest) -> Grounded[Cuts]:
    """All cuts or none: who names a line that isn't there has lost count."""
    named = [post.line for post in reply.posts]
    known = {number for number, _ in stretch.lines}
    lost = [str(line) for line in named if line not in known]
    if lost or named != sorted(set(named)):
        what = f"there is no line {', '.join(lost)}" if lost else "lines are named twice or out of order"
        return Grounded((), (_unfounded(stretch.path, what),))
    first, last = stretch.decides
    # What the stretch begins with is no beginning that could be seen.
    return Grounded((Cuts(tuple(line for line in named if first <= line <= last and line != stretch.lines[0][0])),))


SEGMENT = Stage("segment", "fast", SegmentReply, fill, ground)


def segment(
    files: Sequence[Pasted], model: LanguageModel, prompts: Prompts
) -> tuple[dict[Digest, tuple[int, ...]], tuple[Diagnostic, ...]]:
    """Where other posts begin, by the digest of the file; () for a file that is one post.

    A file about which nothing could be learnt, or only of a part, has no entry.
    """
    asked = [(file, stretch) for file in files for stretch in stretches(file)]
    answers = SEGMENT.run_each([stretch for _, stretch in asked], model, prompts)
    found = [diagnostic for answer in answers for diagnostic in answer.diagnostics]
    cuts: dict[Digest, tuple[int, ...]] = {}
    for file in files:
        parts = [answer.results for (of, _), answer in zip(asked, answers, strict=True) if of is file]
        lines = tuple(line for part in parts for cut in part for line in cut.lines)
        short = next(_short(file, lines), "")
        if short:
            found.append(_unfounded(file.path, short))
        elif all(parts):
            cuts[file.sha256] = lines
    return cuts, tuple(found)


def _short(file: Pasted, cuts: Sequence[int]) -> Iterator[str]:
    """What is wrong with the posts that are no posts."""
    for first, last in pairwise([1, *cuts, file.lines[-1][0] + 1]):
        size = sum(_words(text) for number, text in file.lines if first <= number < last)
        if cuts and size < _LEAST_POST:
            yield f"lines {first} to {last - 1} would be a post of {size} words"


def _words(text: str) -> int:
    """Words, or for scripts without spaces what reads as long as them."""
    return max(len(text.split()), len(text) // 12)


def _unfounded(path: str, what: str) -> Diagnostic:
    return UNFOUNDED_CUT.at(path, f"none of a model's cuts was taken: {what}", "kb explain ENG010")

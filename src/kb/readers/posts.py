"""A pasted file to its posts: what surely divides them, and what only may."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kb.readers.language import clear_language, language_of
from kb.readers.numbered import COUNTED, numbered
from kb.readers.paragraphs import is_wrapped, size
from kb.readers.reader import Line

RULE = re.compile(r"[ \t]*(?:(?:[-_=~#][ \t]*){3,}|(?:[*•·●⁂][ \t]*){3,}|🧵[ \t]*)$")
_AGO = r"\d{1,2}[smhdw]|\d{1,2}:\d{2}.*|(?:\d{1,2}\.? )?[^\W\d_]{3,9}\.?(?: \d{1,2})?(?:,? \d{4})?|\d{4}-\d\d-\d\d"
HANDLE = re.compile(
    rf"(?P<name>[^@\n]{{0,60}}?)[ \t]*(?P<handle>@\w{{2,30}}(?:@[\w.-]+)?)[ \t]*[·•|–-][ \t]*(?P<when>{_AGO})[ \t]*$"
)
_CHROME = re.compile(
    r"""[ \t]*(?:
      Show[ ](?:more|this[ ]thread|replies) | Translate[ ](?:post|tweet|bio) | Translated[ ]from[ ]\w+(?:[ ]by[ ]\w+)?
    | Follow(?:ing)? | Read[ ]\d+[ ]replies | Replying[ ]to(?:[ ]@\w+)* | Quote
    | (?:[\d.,]+[KM]?[ \t]+){2,}[\d.,]+[KM]?
    | (?:\d[\d.,]*[KM]?[ \t]+(?:likes?|reposts?|replies|views|bookmarks|quotes)[ \t·]*)+
    | Keep[ ]Current[ ]with[ ].* | Missing[ ]some[ ]Tweet.*
    | Unroll[ ]available[ ]on[ ].* | This[ ]Thread[ ]may[ ]be[ ].*
    )[ \t]*$""",
    re.I | re.VERBOSE,
)
_BULLET = re.compile(r"[ \t]*(?:>(?=\S)|[-*•▪‣][ \t])")
_WORD = re.compile(r"[^\W\d_]{3,}")
_WINDOW = 70
_LEAST_LINES = 12
_LEAST_POST = 20
"""Words."""
_HEADED = 3
"""With so many headings a text is one article with chapters, not posts with titles."""
_MOST_LINES = 3000
_ENDS = re.compile(r"[.!?…。！？\"'”’)]$")
_THREAD = re.compile(r"🧵|\b(?:a|in this) thread\b", re.I)
_OPENINGS = re.compile(
    r"(?:I (?:recently|just|spent|have been|'ve been|’ve been|started|built|made|wrote|read)|This is (?:a|an|the)|Just"
    r"|Something I|Breaking|Today|Yesterday|Last (?:week|night|year)|New (?:paper|post|blog)|Here(?:'s|’s| is| are)"
    r"|As an? |If you(?:'re|’re)? |Many |People |Most people|Unpopular opinion|Hot take|Thread|TIL|So |instead of)\b"
)


def posts(lines: Sequence[Line]) -> list[list[Line]]:
    """The posts of a file where something surely divides them; all of it where nothing does."""
    starts = sorted(set[int]().union(*dividers(lines).values()))
    parts = [list(lines[start:end]) for start, end in zip([0, *starts], [*starts, len(lines)], strict=True)]
    found = [part for part in map(without_chrome, parts) if part]
    return found or [list(lines)]


def dividers(lines: Sequence[Line]) -> dict[str, set[int]]:
    """Where posts surely begin, by what says so."""
    found = {
        "rules": _ruled(lines),
        "signatures": _signed(lines),
        "numbering": _recounted(lines),
        "languages": _languages(lines),
    }
    return {what: starts for what, starts in found.items() if starts}


def without_chrome(part: Sequence[Line]) -> list[Line]:
    """The lines without dividers and what a web page writes around a post; nothing when no word is left."""
    kept = [line for line in part if not RULE.match(line.text) and not _CHROME.match(line.text)]
    return kept if any(char.isalnum() for line in kept for char in line.text) else []


def _ruled(lines: Sequence[Line]) -> set[int]:
    """Posts begin after a rule, and after three blank lines."""
    starts = {at + 1 for at, line in enumerate(lines) if RULE.match(line.text) and at + 1 < len(lines)}
    blank = 0
    for at, line in enumerate(lines):
        if line.text.strip():
            if blank >= 3 and at > blank:
                starts.add(at)
            blank = 0
        else:
            blank += 1
    return starts - {0}


def _signed(lines: Sequence[Line]) -> set[int]:
    """Posts begin where a line says who and when; with the line of the name above it."""
    starts = set()
    for at, line in enumerate(lines):
        if "@" in line.text and (found := HANDLE.match(line.text.strip())):
            alone = not found["name"] and at > 0 and 0 < len(lines[at - 1].text.strip()) <= 40
            named_above = alone and not _ENDS.search(lines[at - 1].text.strip())
            starts.add(at - 1 if named_above else at)
    return starts - {0}


def _recounted(lines: Sequence[Line]) -> set[int]:
    """Posts begin where the numbering of a thread starts anew."""
    if numbered(lines):
        # Each number comes once: whoever copied the thread did so out of order.
        return set()
    counted = [(at, found) for at, line in enumerate(lines) if (found := COUNTED.match(line.text))]
    numbers = [(at, int(found["n"])) for at, found in counted if not found["of"] or int(found["n"]) <= int(found["of"])]
    # "1/" after "1/" is a list of fractions; after "2/" it is the next thread.
    return {at for (_, before), (at, this) in pairwise(numbers) if this == 1 and before >= 2} - {0}


def _languages(lines: Sequence[Line]) -> set[int]:
    """Posts begin where two lines or more are clearly in another language, and where they end."""
    told = [(at, clear_language(line.text)) for at, line in enumerate(lines) if len(line.text) >= 20]
    known = [(at, language) for at, language in told if language]
    if len({language for _, language in known}) < 2:
        return set()
    runs: list[list[tuple[int, str]]] = []
    for one in known:
        if runs and runs[-1][0][1] == one[1]:
            runs[-1].append(one)
        else:
            runs.append([one])
    return _switches(lines, [run for run in runs if len(run) >= 2])


def _switches(lines: Sequence[Line], runs: list[list[tuple[int, str]]]) -> set[int]:
    starts = set()
    for before, after in pairwise(runs):
        sides = [" ".join(lines[at].text for at, _ in run) for run in (before, after)]
        if before[0][1] == after[0][1] or min(map(size, sides)) < 15:
            continue
        languages = [language_of(side) for side in sides]
        if languages[0] != languages[1]:
            between = range(before[-1][0] + 1, after[0][0])
            starts.add(next((at for at in between if language_of(lines[at].text) != languages[0]), after[0][0]))
    return starts


class _Cue(NamedTuple):
    line: int
    score: float


def proposals(lines: Sequence[Line]) -> tuple[int, ...]:
    """Numbers of lines where another post may begin. They are for a person to judge: most, not all, are right."""
    filled = [line for line in lines if line.text.strip()]
    # Blank lines and margins are the work of an editor: such a file was not pasted together line by line.
    spaced = len(lines) > 1.2 * len(filled)
    if spaced or not _LEAST_LINES <= len(filled) <= _MOST_LINES or is_wrapped([line.text for line in filled[:50]]):
        return ()
    # A title and a byline are the beginning of a text, not a post before it.
    first = next((at for at in range(len(filled)) if sum(size(line.text) for line in filled[:at]) >= _LEAST_POST), 0)
    cues = [_Cue(filled[at].number, score) for at, score in enumerate(_scores(filled)) if at >= max(first, 1)]
    best = sorted((cue for cue in cues if cue.score >= 1), key=lambda cue: (-cue.score, cue.line))
    return tuple(sorted(cue.line for cue in best[: max(3, len(filled) // 12)]))


def _scores(lines: Sequence[Line]) -> Iterator[float]:
    """How much speaks for a post to begin at each line."""
    drops = _drops([Counter(word.lower()[:6] for word in _WORD.findall(line.text)) for line in lines])
    texts = ["", *(line.text.strip() for line in lines), ""]
    headed = sum(_is_title(this, after) for this, after in pairwise(texts)) >= _HEADED
    for at in range(len(lines)):
        before, this, after = texts[at : at + 3]
        titled = 0.6 * _is_title(this, after) - 0.6 * _is_title(before, this)
        yield drops[at] + _cues(before, this, after) + (0 if headed else titled)


def _cues(before: str, this: str, after: str) -> float:
    score = 0.0
    if _BULLET.match(before) and not _BULLET.match(this):
        score += 0.9
    if _BULLET.match(after) and not _BULLET.match(this) and not this.endswith(":"):
        score += 0.5
    if this[:1].islower() and before[:1].isupper() and _ENDS.search(before):
        score += 0.9
    if _THREAD.search(this) or _THREAD.search(before):
        score += 0.9
    if _OPENINGS.match(this):
        score += 0.4
    if ("’" in this and "'" in before) or ("'" in this and "’" in before):
        score += 0.3
    return score


def _is_title(this: str, after: str) -> bool:
    return len(this) <= 60 and len(after) >= 80 and not re.search(r"[.!?:,;…\"”’)]$", this) and not _BULLET.match(this)


def _drops(counts: Sequence[Counter[str]]) -> list[float]:
    """For each line how little its words and those before it have in common, from 0 to 1, in windows of 70 words."""
    total: Counter[str] = Counter(word for line in counts for word in line)
    weights = {word: math.log(1 + len(counts) / lines) for word, lines in total.items()}
    drops = []
    for at in range(len(counts)):
        left = _window(counts, range(at - 1, -1, -1))
        right = _window(counts, range(at, len(counts)))
        drops.append(1 - _cosine(left, right, weights) * 4 if left and right else 0.0)
    return [max(0.0, drop) for drop in drops]


def _window(counts: Sequence[Counter[str]], order: range) -> Counter[str]:
    window: Counter[str] = Counter()
    for at in order:
        window.update(counts[at])
        if window.total() >= _WINDOW:
            break
    return window


def _cosine(one: Counter[str], two: Counter[str], weights: dict[str, float]) -> float:
    dot = sum(count * two[word] * weights[word] ** 2 for word, count in one.items() if word in two)
    norms = (math.sqrt(sum((count * weights[word]) ** 2 for word, count in side.items())) for side in (one, two))
    return dot / math.prod(norms) if dot else 0.0

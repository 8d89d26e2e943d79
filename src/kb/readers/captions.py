"""WebVTT and SubRip captions to turns, each word once, though rolling captions write every line up to three times."""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kb.knowledge import BlockKind, Reading
from kb.readers.blocks import Draft, number
from kb.readers.paragraphs import LONGEST_OF_SPEECH, Piece, divided, fold
from kb.readers.reader import File, Line
from kb.readers.speakers import label, shown, speakers
from kb.readers.transcript import quiet

kind = "captions"

_CLOCK = r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^<>]{1,80})>")
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_ARROWS = re.compile(r">>>?[ \t]*")
_COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)\b")


class Cue(NamedTuple):
    """One caption: when, and its lines without markup."""

    seconds: float
    lines: tuple[Line, ...]


class Heard(NamedTuple):
    """A line of speech, once; `speaker` is None where nothing says that it changes."""

    piece: Piece
    speaker: str | None


def recognise(file: File) -> str | None:
    first = next((line.text.strip() for line in file.lines if line.text.strip()), "")
    if first == "WEBVTT" or first.startswith(("WEBVTT ", "WEBVTT\t")):
        return "it opens with WEBVTT"
    timings = sum(_TIMING.match(line.text) is not None for line in file.lines[:400] if "-->" in line.text)
    filled = sum(1 for line in file.lines[:400] if line.text.strip())
    return f"{timings} cues with times" if timings >= 2 and timings * 6 >= filled else None


def read(file: File) -> list[Reading]:
    cues = [*parse_cues(file.lines)]
    lines = [*_once(cues)]
    drafts = [draft for turn in _turns(lines) for draft in _spoken(turn)]
    language = next((line.text[9:].strip() for line in file.lines[:6] if line.text.startswith("Language:")), "")
    return [Reading(kind, "", "", number(drafts), language=language.split("-")[0].lower())]


def parse_cues(lines: Sequence[Line]) -> Iterator[Cue]:
    """The cues of a VTT or SRT file. A line of one space does not end a cue."""
    at = 0
    while at < len(lines):
        timing = _TIMING.match(lines[at].text) if "-->" in lines[at].text else None
        at += 1
        if timing is None:
            continue
        end = at
        while end < len(lines) and lines[end].text != "" and "-->" not in lines[end].text:
            end += 1
        # Without a blank line between cues, the line above the time is the number of the next cue.
        if end < len(lines) and "-->" in lines[end].text:
            end -= 1
        yield Cue(_seconds(timing), tuple(lines[at:end]))
        at = max(end, at)


def _seconds(timing: re.Match[str]) -> float:
    hours, minutes, seconds, fraction = timing.groups()[:4]
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int((fraction or "0").ljust(3, "0")) / 1000


def _once(cues: Sequence[Cue]) -> Iterator[tuple[float, Line]]:
    """Each line at its first showing.

    A rolling cue opens with the last lines of the cue before it. Only a file that does so throughout is taken for
    rolling: elsewhere a line that comes again was said again.
    """
    cleaned = [[Line(line.number, _plain(line.text)) for line in cue.lines if _plain(line.text)] for cue in cues]
    shown_again = sum(_overlap(one, two) > 0 for one, two in pairwise(cleaned))
    rolling = shown_again * 3 >= len(cues)
    before: list[Line] = []
    for cue, lines in zip(cues, cleaned, strict=True):
        for line in lines[_overlap(before, lines) if rolling else 0 :]:
            yield cue.seconds, line
        before = lines


def _overlap(before: Sequence[Line], lines: Sequence[Line]) -> int:
    """How many lines at the end of the cue before open this one."""
    # Of a cue with several lines one is new, even if it says the same as the line above it.
    for count in range(min(len(before), max(1, len(lines) - 1)), 0, -1):
        if [line.text for line in before[-count:]] == [line.text for line in lines[:count]]:
            return count
    return 0


def _plain(text: str) -> str:
    """A cue's line without markup; a voice is kept as `<v Name>`, which the next step reads."""
    if "<" not in text and "&" not in text and "{" not in text:
        return fold(text)
    voice = _VOICE.search(text)
    words = html.unescape(_TAG.sub("", text))
    return fold(f"<v {voice[1]}>{words}" if voice else words)


def _turns(lines: Sequence[tuple[float, Line]]) -> Iterator[list[Heard]]:
    """Lines of one speaker after the other."""
    labels = [found["name"] for _, line in lines if (found := label(line.text, _start(line.text)))]
    names = _recurring(labels)
    voices = any(_VOICE.match(line.text) for _, line in lines)
    turn: list[Heard] = []
    for at, line in lines:
        heard = _heard(at, line, names)
        if voices and heard.speaker is None and (not turn or turn[-1].piece.seconds != at):
            heard = heard._replace(speaker="")
        if heard.speaker is not None and turn and (heard.speaker != turn[0].speaker or _opens(line.text)):
            yield turn
            turn = []
        turn.append(heard)
    if turn:
        yield turn


def _recurring(labels: Sequence[str]) -> frozenset[str]:
    """Speakers; a single one too, when the label comes again and again."""
    found = speakers(labels)
    folded = [name.casefold() for name in labels]
    return found or frozenset(name for name in folded if folded.count(name) >= 2 and len(set(folded)) == 1)


def _start(text: str) -> int:
    arrows = _ARROWS.match(text)
    return arrows.end() if arrows else 0


def _opens(text: str) -> bool:
    return _start(text) > 0


def _heard(at: float, line: Line, names: frozenset[str]) -> Heard:
    text, speaker = line.text, None
    voice = _VOICE.match(text)
    if voice:
        text, speaker = text[voice.end() :], shown(voice[1])
    elif (start := _start(text)) > 0:
        text, speaker = text[start:], ""
    found = label(text)
    if found and found["name"].casefold() in names:
        text, speaker = text[found.end() :], shown(found["name"])
    words = fold(quiet(text)).removeprefix("- ")
    return Heard(Piece(words, line.number, at), speaker)


def _spoken(turn: Sequence[Heard]) -> Iterator[Draft]:
    parts = [heard.piece for heard in turn if heard.piece.text]
    if not parts:
        return
    speaker = turn[0].speaker
    for paragraph in divided(parts, LONGEST_OF_SPEECH):
        block: BlockKind = "paragraph" if speaker is None else "turn"
        yield Draft(paragraph.text, paragraph.lines, block, seconds=paragraph.seconds, speaker=speaker or "")

"""WebVTT, SubRip and SubStation captions to turns, each word once, though rolling captions write it three times."""

import html
import re
from collections.abc import Iterator, Sequence

from kb.knowledge import Reading
from kb.readers import script, video
from kb.readers.blocks import number
from kb.readers.cues import Cue, Said, once, spoken
from kb.readers.paragraphs import fold
from kb.readers.reader import File, Line

kind = "captions"

_CLOCK = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^<>]{1,80})>")
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")


def recognise(file: File) -> str | None:
    first = next((line.text.strip() for line in file.lines if line.text.strip()), "")
    if first == "WEBVTT" or first.startswith(("WEBVTT ", "WEBVTT\t")):
        return "it opens with WEBVTT"
    if script.opens(first):
        return "it opens with [Script Info]"
    timings = sum(_TIMING.match(line.text) is not None for line in file.lines[:400] if "-->" in line.text)
    filled = sum(1 for line in file.lines[:400] if line.text.strip())
    return f"{timings} cues with times" if timings >= 2 and timings * 6 >= filled else None


def read(file: File) -> list[Reading]:
    first = next((line.text.strip() for line in file.lines if line.text.strip()), "")
    scripted = script.opens(first)
    cues = script.cues(file.lines) if scripted else parse_cues(file.lines)
    header = [line.text for line in file.lines[: _first_cue(file.lines)]]
    language = next((line[9:] for line in header[:6] if line.startswith("Language:")), "")
    title = script.title(file.lines) if scripted else ""
    reading = Reading(kind, "", title, number(spoken([*once([*cues])])), language=video.tag(language))
    return [video.told(reading, video.about(file.name, file.beside, "\n".join(header)))]


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
        yield Cue(_seconds(timing), tuple(said for line in lines[at:end] for said in _said(line)))
        at = max(end, at)


def _first_cue(lines: Sequence[Line]) -> int:
    """How many lines stand above the first time, of the first 40."""
    return next((at for at, line in enumerate(lines[:40]) if "-->" in line.text), 40)


def _seconds(timing: re.Match[str]) -> float:
    hours, minutes, seconds, fraction = timing.groups()[:4]
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int((fraction or "0").ljust(3, "0")) / 1000


def _said(line: Line) -> Iterator[Said]:
    """A line without markup; several where several voices speak in it."""
    text = line.text
    if "<" not in text and "&" not in text and "{" not in text:
        yield Said(fold(text), line.number)
        return
    before, *voices = _VOICE.split(text)
    if words := _plain(before):
        yield Said(words, line.number)
    for name, words in zip(voices[::2], voices[1::2], strict=True):
        yield Said(_plain(words), line.number, fold(html.unescape(name)))
    if not voices and not words:
        yield Said("", line.number)


def _plain(text: str) -> str:
    return fold(html.unescape(_TAG.sub("", text)))

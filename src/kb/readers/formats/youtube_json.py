"""Captions that YouTube and its readers give as JSON (json3, lists of text and start) to turns."""

import html
import re
from collections.abc import Iterator, Sequence
from statistics import median

from kb.knowledge import Reading
from kb.readers import video
from kb.readers.blocks import number
from kb.readers.cues import Cue, Said, once, spoken
from kb.readers.decode import tidy
from kb.readers.json_values import Map, mapping, mappings, opens, parsed, seconds, text
from kb.readers.paragraphs import fold
from kb.readers.reader import Beside, Unreadable

kind = "captions"

_HEAD = 20_000
_EVENTS = re.compile(rb'"wireMagic"\s*:\s*"pb3"|"events"\s*:\s*\[\s*\{[^\]]{0,4000}"tStartMs"\s*:')
_STARTS = re.compile(rb'"(?:start|offset)"\s*:\s*"?[\d.]')
# Tags that captions may hold; anything else in angle brackets was said.
_TAG = re.compile(r"</?(?:i|b|u|font|c|ruby|rt)\b[^<>]{0,80}>", re.I)
_LISTS = ("snippets", "transcript", "captions", "subtitles")


def recognise(name: str, data: bytes) -> str | None:
    if not opens(data):
        return None
    head = data[:_HEAD]
    if _EVENTS.search(head):
        return "JSON with the events of YouTube captions"
    timed = b'"text"' in head and b'"duration"' in head and _STARTS.search(head)
    listed = head.lstrip()[:1] == b"[" or re.search(rb'"(?:snippets|transcript|captions|subtitles)"\s*:\s*\[', head)
    return "JSON with a list of texts, each with start and duration" if timed and listed else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable:
    found = parsed(data, "a file of captions in JSON")
    if isinstance(found, Unreadable):
        return found
    about = mapping(found)
    warnings: list[str] = []
    cues = [*once([*(_events(about) if "events" in about else _listed(found))])]
    cues = [_tidied(cue, warnings) for cue in cues]
    known = video.about(name, beside, _address(about))
    language = video.tag(text(about.get("language_code")))
    reading = Reading(kind, "", "", number(spoken(cues)), language=language, warnings=tuple(dict.fromkeys(warnings)))
    return [video.told(reading, known)]


def _events(about: Map) -> Iterator[Cue]:
    """Of json3: an event without segments only sets up a window, one that appends only breaks the line."""
    for event in mappings(about.get("events")):
        words = "".join(text(one.get("utf8")) for one in mappings(event.get("segs")))
        if words.strip():
            yield _cue(seconds(event.get("tStartMs"), 0.001), words)


def _listed(found: object) -> Iterator[Cue]:
    about = mapping(found)
    items = mappings(found) or next((items for key in _LISTS if (items := mappings(about.get(key)))), [])
    lengths = [length for item in items if (length := seconds(item.get("duration"))) is not None]
    # No caption stands for a minute: where they seem to, milliseconds are counted.
    unit = 0.001 if lengths and median(lengths) > 60 else 1.0
    for item in items:
        start = item.get("start", item.get("offset"))
        yield _cue(seconds(start, unit), html.unescape(text(item.get("text"))))


def _cue(at: float | None, words: str) -> Cue:
    return Cue(at, tuple(Said(fold(line)) for line in _TAG.sub("", words).split("\n") if line.strip()))


def _tidied(cue: Cue, warnings: list[str]) -> Cue:
    return Cue(cue.seconds, tuple(Said(tidy(said.text, warnings)) for said in cue.lines))


def _address(about: Map) -> str:
    """The address of the video whose id the file holds."""
    given = text(about.get("video_id")) or text(about.get("videoId"))
    return f"https://www.youtube.com/watch?v={given}" if given else text(about.get("url"))

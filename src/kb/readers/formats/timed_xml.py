"""Captions in XML (TTML, YouTube's srv1, srv2 and srv3) to turns."""

import html
import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, ParseError

from kb.knowledge import Reading
from kb.readers import video
from kb.readers.blocks import number
from kb.readers.cues import Cue, Said, once, spoken
from kb.readers.decode import text_of, tidy
from kb.readers.json_values import seconds
from kb.readers.paragraphs import fold
from kb.readers.reader import Beside, Unreadable, broken

kind = "captions"

# Bounded everywhere: a file of nothing but comments must be denied at once.
_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!DOCTYPE[^>\[]{0,200}(?:\[[^\]]{0,3000}\]\s*)?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:[\w-]{1,20}:)?(tt|transcript|timedtext)[\s>]",
    re.S,
)
_NAMES = {"tt": "TTML captions", "transcript": "YouTube captions in XML", "timedtext": "YouTube captions in XML"}
_CLOCK = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2}(?:[.,]\d{1,9})?)(?::(\d{1,3})(?:\.\d+)?)?")
_OFFSET = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)(h|ms|m|s|f|t)")
_SPACE = "{http://www.w3.org/XML/1998/namespace}"
_BREAK = "\0"


def recognise(name: str, data: bytes) -> str | None:
    if data[:1] not in (b"<", b"\xef", b"\xff", b"\xfe", b" ", b"\n", b"\r", b"\t"):
        return None
    head = text_of(data[:4096])
    found = _ROOT.match(head[0].removeprefix("\ufeff")) if head else None
    return f"XML with {_NAMES[found[1]]}" if found else None


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return broken("a file of captions in XML")
    lines = [*(_titled(root) if _tag(root) == "tt" else _youtube(root))]
    warnings: list[str] = []
    cues = [Cue(at, tuple(Said(tidy(fold(one), warnings), 1, voice) for one in said)) for at, said, voice in lines]
    about = video.about(name, beside)
    language = video.tag(root.get(f"{_SPACE}lang", ""))
    title = fold(next((one.text or "" for one in root.iter() if _tag(one) == "title"), ""))
    blocks = number(spoken([*once(cues)]))
    reading = Reading(kind, "", title, blocks, language=language, warnings=tuple(dict.fromkeys(warnings)))
    return [video.told(reading, about)]


Timed = tuple[float | None, list[str], str]
"""When, the lines, and who speaks."""


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _youtube(root: Element) -> Iterator[Timed]:
    """Of srv1: seconds in `start`. Of srv2 and srv3: milliseconds in `t`; a paragraph that appends breaks the line."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if _tag(element) not in ("text", "p"):
            waiting += reversed(element)
            continue
        start, moment = element.get("start"), element.get("t")
        at = seconds(start) if start is not None else seconds(moment, 0.001)
        # YouTube escapes twice.
        yield at, html.unescape(_words(element)).replace(_BREAK, "\n").split("\n"), ""


def _titled(root: Element) -> Iterator[Timed]:
    """Of TTML: every paragraph with its time, or that of the first time within or around it."""
    rate = _Rate(root)
    names = dict(_agents(root))
    waiting: list[tuple[Element, float | None, str]] = [(root, None, "")]
    while waiting:
        element, at, voice = waiting.pop()
        begin = rate.seconds(element.get("begin", ""))
        at = begin if begin is not None else at
        voice = names.get(_attribute(element, "agent").split(" ")[0], voice)
        if _tag(element) == "p":
            within = (rate.seconds(one.get("begin", "")) for one in element.iter())
            first = next((one for one in within if one is not None), at)
            # White space is the layout of the file; only <br/> breaks a line.
            yield first, re.sub(r"\s+", " ", _words(element)).split(_BREAK), voice
        elif _tag(element) != "head":
            waiting += [(child, at, voice) for child in reversed(element)]


def _words(element: Element) -> str:
    """The words of a paragraph, however deep, with a mark for each `<br/>`."""
    said: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            said.append(one)
            continue
        said.append(_BREAK if _tag(one) == "br" else one.text or "")
        waiting.append(one.tail or "" if one is not element else "")
        waiting += reversed(one)
    return "".join(said)


def _agents(root: Element) -> Iterator[tuple[str, str]]:
    """Who speaks: the names of agents by their ids."""
    for element in root.iter():
        if _tag(element) == "agent":
            name = next((one.text for one in element.iter() if _tag(one) == "name" and one.text), "")
            yield element.get(f"{_SPACE}id", ""), fold(name)


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


class _Rate:
    """How a file counts frames and ticks."""

    def __init__(self, root: Element) -> None:
        self.frames = _number(_attribute(root, "frameRate"), 30.0)
        self.ticks = _number(_attribute(root, "tickRate"), 1.0)

    def seconds(self, text: str) -> float | None:
        """Of `00:01:02.500`, `00:01:02:12` with frames, `12.5s`, `900t`."""
        if clock := _CLOCK.fullmatch(text.strip()):
            whole = int(clock[1]) * 3600 + int(clock[2]) * 60 + float(clock[3].replace(",", "."))
            return round(whole + int(clock[4] or 0) / self.frames, 3)
        if offset := _OFFSET.fullmatch(text.strip()):
            units = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001, "f": 1 / self.frames, "t": 1 / self.ticks}
            return seconds(float(offset[1]), units[offset[2]])
        return None


def _number(text: str, otherwise: float) -> float:
    return float(text) if re.fullmatch(r"\d{1,9}", text) and int(text) else otherwise

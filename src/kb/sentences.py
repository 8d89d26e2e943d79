"""A text in, the spans of its sentences out: by rule, in linear time, for prose, speech and CJK."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kb.late import late
from kb.quoting import Span


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = "dr mr mrs ms mx prof rev hon gen col capt lt sgt sen rep gov pres st mt ft"
_INSIDE = "vs v cf al eg ie e.g i.e viz approx ca c no nos vol fig figs eq eqs sec ch ed eds pp p para tel dept resp"
_MONTHS = "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur fri sat"
_FOREIGN = "sr sra dra ud uds pág núm bzw z.b d.h u.a usw nr str hr fr bspw ggf evtl m mme mlle"
_NEVER_LAST = _set(f"{_TITLES} {_INSIDE} {_MONTHS} {_FOREIGN}")
_MAYBE_LAST = _set("inc ltd corp co jr bros plc llc etc a.m p.m ph.d b.c a.d ave blvd univ est")
_STARTERS = _set(
    "the a an in on at by for from with we i you he she it they this that these those there here but and so or if when"
    " while as after before since although because however our my your his her its their what who how why where then"
    " now no not yes also one some many most all each to please let"
)
_STOP = late(
    r"(?P<stop>[.!?…]+)(?P<close>[\"'”’»)\]*_]*(?:\[\d{1,3}\])*)(?=\s|$)"
    r"|(?P<cjk>[。！？｡][。！？｡”’」』）)]*)"
    r"|(?P<line>:[^\S\n]*\n|\n[^\S\n]*(?:\n\s*|(?=(?:[-*•>#]|\d{1,3}[.)])\s)))"
)
_NEXT = late(r"\s+[\"'“‘«(\[*_¿¡]*(?P<word>\w*)")
_DASH = late(r"\s+[-–—]\s")
_NUMBER = late(r"\d{1,3}|[a-zA-Z]")
_INITIALS = late(r"(?:[^\W\d_]\.)*[^\W\d_]")
_OPENERS = "\"'“‘«([*_"
_LOOKBACK = 24
_RUN_ON_WORDS = 60
_PIECE_WORDS = 14
_WORD = late(r"\S+")
_MARKERS = _set("so but because and then okay well anyway now")


def sentences(text: str) -> list[Span]:
    """Spans in order, without the white space between them. A long run of unpunctuated speech is cut at "so", "but"…"""
    found: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop.group("stop") is None or _ends(text, start, stop):
            _keep(found, text, start, stop.end())
            start = stop.end()
    _keep(found, text, start, len(text))
    return found


def _keep(found: list[Span], text: str, start: int, end: int) -> None:
    """The span without its outer white space; one that is too long for a sentence goes in pieces."""
    body = text[start:end]
    start += len(body) - len(body.lstrip())
    end -= len(body) - len(body.rstrip())
    if start < end and any(character.isalnum() for character in body):
        found.extend(_pieces(text, Span(start, end)))
    elif start < end and found and end - start <= 3:
        found[-1] = Span(found[-1].start, end)


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the mark closes a sentence, by the word before it and the word after."""
    following = _NEXT.match(text, stop.end())
    word = following.group("word") if following else ""
    if not word:
        return not _DASH.match(text, stop.end()) or not _abbreviated(text, start, stop)
    if "…" in stop.group("stop") or ".." in stop.group("stop"):
        return not word[0].islower()
    if "?" in stop.group("stop"):
        return not (word[0].islower() and stop.group("close"))
    if "!" in stop.group("stop"):
        return not word[0].islower()
    return _full_stop(text, start, stop, word)


def _abbreviated(text: str, start: int, stop: re.Match[str]) -> bool:
    folded = _token(text, start, stop).casefold()
    return folded in _NEVER_LAST or folded in _MAYBE_LAST


def _token(text: str, start: int, stop: re.Match[str]) -> str:
    """What stands right before the mark."""
    before = text[max(start, stop.start() - _LOOKBACK) : stop.start()]
    return "" if not before or before[-1].isspace() else before.split()[-1].lstrip(_OPENERS)


def _full_stop(text: str, start: int, stop: re.Match[str], word: str) -> bool:
    token = _token(text, start, stop)
    if not token:
        return True
    folded = token.casefold().strip("'’")
    first = stop.start() - start <= _LOOKBACK and text[start : stop.start()].strip() == token
    if folded in _NEVER_LAST or (first and _NUMBER.fullmatch(token)):
        return False
    if folded in _MAYBE_LAST or (_INITIALS.fullmatch(token) and token not in {"I", "a"}):
        return word[0].isupper() and word.casefold() in _STARTERS
    # Careless typing begins a sentence in lower case; unknown abbreviations are short.
    return not word[0].islower() or len(token) > 3 or word[1:] != word[1:].lower()


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A sentence, or the parts of a run-on: cut before discourse markers, when commas don't hold it together."""
    words = list(_WORD.finditer(text, span.start, span.end)) if span.end - span.start > 4 * _RUN_ON_WORDS else []
    if len(words) <= _RUN_ON_WORDS or text.count(",", span.start, span.end) * 30 > len(words):
        yield span
        return
    start, since = span.start, 0
    for before, word in pairwise(words):
        since += 1
        if since >= _PIECE_WORDS and word.group().casefold() in _MARKERS and before.group().casefold() not in _MARKERS:
            yield Span(start, before.end())
            start, since = word.start(), 0
    yield Span(start, span.end)

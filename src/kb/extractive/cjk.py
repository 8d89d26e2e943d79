"""Sentences without spaces in, their names out: what stands in quotation marks, katakana, Latin, and what recurs."""

import re
from collections import Counter
from collections.abc import Iterable

_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_ANY = re.compile(rf"[{_CJK}]")
_SET_OFF = re.compile(r"[《「『“]([^》」』”]{2,20})[》」』”]")
_FOREIGN = re.compile(r"[ァ-ヴー]{3,}|[A-Z][A-Za-z0-9&.-]+(?: [A-Z][A-Za-z0-9&.-]+)*")
# Characters that stand between words far more often than inside them; hiragana does too.
_BETWEEN = (
    "的了是在和与及或有我你他她它们这那不也就都而但为以对从到把被让向于之其所等个会能可要很更最没还將與為對從個們這"
)
_RUN = re.compile(rf"[^\W\d_{_BETWEEN}\u3040-\u30ffA-Za-z]{{2,}}")
_LONGEST_TERM = 4
_FEWEST, _MOST = 10, 200


def is_cjk(text: str) -> bool:
    """Whether it is written mostly without spaces."""
    return len(_ANY.findall(text)) * 3 > len(text)


def recurring(texts: Iterable[str]) -> frozenset[str]:
    """Terms that stand in more than one sentence, without those that only stand in a longer one."""
    counts = Counter(term for text in texts if is_cjk(text) for term in _terms(text))
    known = {term: count for term, count in counts.items() if count > 1}
    inside = {part for term in known for part in _parts(term) if known.get(part) == known[term]}
    return frozenset(known.keys() - inside)


def _terms(text: str) -> set[str]:
    """Every run of two to four characters that may be a word."""
    runs = [run[:_MOST] for run in _RUN.findall(text)]
    return {run[at : at + n] for run in runs for n in range(2, _LONGEST_TERM + 1) for at in range(len(run) - n + 1)}


def _parts(term: str) -> set[str]:
    ends = range(2, len(term) + 1)
    return {term[start:end] for end in ends for start in range(end - 1)} - {term}


def names(text: str, terms: frozenset[str]) -> list[str]:
    """The names of one sentence; `terms` are those that recur around it."""
    found = [*_SET_OFF.findall(text), *_FOREIGN.findall(text), *sorted(_terms(text) & terms)]
    return list(dict.fromkeys(found))


def worth(text: str, found: list[str]) -> float:
    """1 for a statement of sane length that names something."""
    sane = _FEWEST <= len(text) <= _MOST and not text.endswith(("？", "?"))
    return float(sane and bool(found))

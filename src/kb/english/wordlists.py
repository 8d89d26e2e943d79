"""The word lists beside this module, as sets and tables. They hold general English; no list is made from a corpus."""

from functools import cache
from pathlib import Path

from kb.search.words import stem

_LISTS = Path(__file__).parent


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(_text(name).split())


@cache
def demonyms() -> dict[str, str]:
    """Country by the word for its people or its short name, folded: "chinese" → "China", "uk" → "United Kingdom"."""
    return dict(_pairs("demonyms"))


@cache
def acronyms() -> dict[str, str]:
    """What everybody means by two letters, folded: "ev" → "electric vehicle"."""
    return dict(_pairs("acronyms"))


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The lines of one list, the longest first."""
    return tuple(sorted(_text(name).splitlines(), key=lambda line: (-len(line), line)))


@cache
def related() -> dict[str, frozenset[str]]:
    """By the stem of a word, the stems that may be written for it: "buy" → {"bought", "acquisition", ...}."""
    found: dict[str, frozenset[str]] = {}
    for line in _text("related").splitlines():
        group = frozenset(map(stem, line.split()))
        found |= {word: found.get(word, frozenset()) | group for word in group}
    return found


@cache
def opposites() -> dict[str, frozenset[str]]:
    """By a word, folded, those that mean the contrary: "rose" → {"fell", "dropped", ...}."""
    found: dict[str, frozenset[str]] = {}
    for line in _text("opposites").splitlines():
        these, those = (frozenset(side.split("|")) for side in line.split())
        for side, other in ((these, those), (those, these)):
            found |= {word: found.get(word, frozenset()) | other for word in side}
    return found


@cache
def given_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in listed("given"))


def _pairs(name: str) -> list[tuple[str, str]]:
    lines = (line.split(" ", 1) for line in _text(name).splitlines())
    return [(short.casefold(), full) for short, full in lines]


def _text(name: str) -> str:
    return (_LISTS / f"{name}.txt").read_text(encoding="utf-8")

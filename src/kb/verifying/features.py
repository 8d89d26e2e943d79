"""What the layers found in, the numbers out that a score is made of, in groups."""

from collections.abc import Callable, Iterator, Mapping
from math import log

from kb.english.words import generic, part
from kb.numbers import figures
from kb.verifying.evidence import Evidence
from kb.verifying.hints import negator
from kb.verifying.text import Word


def features(found: Evidence) -> dict[str, float]:
    """By "group.name", between 0 and about 4; the length of a sentence is none of them."""
    return {f"{group}.{name}": value for group, make in GROUPS.items() for name, value in make(found)}


def _coverage(found: Evidence) -> Iterator[tuple[str, float]]:
    """How much of what the sentence says is held, by weight: anywhere, in the passage, in no form at all."""
    weighed, held = found.weights, found.quoted.stems
    total = sum(weighed.values()) or 1.0
    near = {word.stem for word in found.passage}
    yield "all", sum(value for stem, value in weighed.items() if stem in held) / total
    yield "near", sum(value for stem, value in weighed.items() if stem in near) / total
    yield "lost", sum(weighed.get(word.stem, 0.0) for word in found.novel) / total


def _novel(found: Evidence) -> Iterator[tuple[str, float]]:
    """What kinds of words are new: verbs and qualities are often said in other words, things and names seldom."""
    yield "names", log(1 + sum(word.text[0].isupper() for word in found.novel))
    yield "things", log(1 + sum(map(_thing, found.novel)))


def _thing(word: Word) -> bool:
    return not word.text[0].isupper() and generic(word.low) and part(word.low) in {"noun", "either"}


def _numbers(found: Evidence) -> Iterator[tuple[str, float]]:
    said = len(figures(found.sentence.plain)) if found.numbers else 0
    yield "lost", log(1 + len(found.numbers))
    yield "share", len(found.numbers) / said if said else 0.0
    yield "dates", log(1 + len(found.dates))
    yield "units", log(1 + len(found.units))


def _names(found: Evidence) -> Iterator[tuple[str, float]]:
    yield "lost", log(1 + len(found.names))


def _hints(found: Evidence) -> Iterator[tuple[str, float]]:
    """Those that told anything on labelled sentences; opposites and lost reserves told nothing."""
    kinds = [hint.kind for hint in found.hints]
    yield "negated", log(1 + kinds.count("negated"))
    yield "widened", log(1 + kinds.count("widened"))
    yield "not", float(any(map(negator, found.sentence.words)) and not any(map(negator, found.passage)))


GROUPS: Mapping[str, Callable[[Evidence], Iterator[tuple[str, float]]]] = {
    "coverage": _coverage,
    "novel": _novel,
    "numbers": _numbers,
    "names": _names,
    "hints": _hints,
}

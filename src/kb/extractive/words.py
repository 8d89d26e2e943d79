"""General English (and the small words of its neighbours) as sets: which words can make a name and which can't."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal

Part = Literal["noun", "modifier", "either", "other"]
"""What a lower-case word may be: head of a phrase, only before a head, a noun or a verb, none of these."""

_LISTS = Path(__file__).with_name("english")
_VOWELS = "aeiou"
_MODIFIER_ENDINGS = ("al", "ive", "ous", "ful", "less", "able", "ible", "ary", "ic", "ed", "ish", "like", "wide")
_NOUN_ENDINGS = ("ics", "proposal", "capital", "metal", "animal", "signal", "journal", "manual", "topic", "fabric")
_ADVERB_EXCEPTIONS = frozenset(
    "family supply reply assembly anomaly monopoly ally belly jelly lily fly italy july homily".split()  # noqa: SIM905
)


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset((_LISTS / f"{name}.txt").read_text(encoding="utf-8").split())


@cache
def demonyms() -> dict[str, str]:
    """Country by the word for its people, folded: "chinese" → "China"."""
    lines = (_LISTS / "demonyms.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" ", 1) for line in lines]
    return {people.casefold(): country for people, country in pairs}


@cache
def given_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in listed("given"))


@cache
def part(word: str) -> Part:
    """The part of speech that a lower-case word may be taken for, by list, then by ending."""
    if word in _closed() or word in listed("gerunds") or word in _nouns() or word in _either():
        return _by_list(word)
    if word in listed("modifiers"):
        return "modifier"
    if word in _verbs() or (word.endswith("ly") and word not in _ADVERB_EXCEPTIONS):
        return "other"
    if word.endswith(_MODIFIER_ENDINGS) and not word.endswith(_NOUN_ENDINGS) and len(word) > 4:
        return "modifier"
    if word.endswith("ing") and len(word) > 5:
        return "other"
    return "noun" if any(character.isalpha() for character in word) else "other"


def _by_list(word: str) -> Part:
    if word in _closed():
        return "other"
    return "either" if word in _either() else "noun"


@cache
def generic(word: str) -> bool:
    """Whether a word is too common in any text to be what a page is about."""
    return (
        word in _closed()
        or word in _nouns()
        or word in _either()
        or word in _verbs()
        or word in listed("calendar")
        or word in listed("modifiers")
    )


@cache
def vague(word: str) -> bool:
    """Whether a phrase about it says nothing: thing, way, time, people."""
    return word in listed("vague")


@cache
def _closed() -> frozenset[str]:
    return listed("function") | listed("adjectives") | listed("irregular")


@cache
def _nouns() -> frozenset[str]:
    words = listed("common") | listed("vague")
    return words | frozenset(plural(word) for word in words)


@cache
def _either() -> frozenset[str]:
    words = listed("either")
    return words | frozenset(plural(word) for word in words)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(form for verb in listed("verbs") for form in _forms(verb))


def plural(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _forms(verb: str) -> Iterator[str]:
    """The regular forms of a verb; a doubled consonant is always offered, since the wrong one is no word."""
    yield verb
    yield plural(verb)
    if verb.endswith("e"):
        yield from (verb + "d", verb[:-1] + "ing")
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        yield from (verb[:-1] + "ied", verb + "ing")
    else:
        yield from (verb + "ed", verb + "ing")
        if verb[-1] not in "aeiouwxy" and verb[-2:-1] in list(_VOWELS):
            yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")


def share(words: Iterable[str], kind: frozenset[str]) -> float:
    """What part of the words is in a list."""
    words = list(words)
    return sum(word in kind for word in words) / len(words) if words else 0.0

"""One word in, what it may be out: head of a phrase, modifier, verb, or too common to be what a page is about."""

from collections.abc import Iterator
from functools import cache
from typing import Literal

from kb.english.wordlists import given_names, listed

Part = Literal["noun", "modifier", "either", "other"]
"""What a lower-case word may be: head of a phrase, only before a head, a noun or a verb, none of these."""

_VOWELS = frozenset("aeiou")
_MODIFIER_ENDINGS = ("al", "ive", "ous", "ful", "less", "able", "ible", "ary", "ic", "ed", "ish", "like", "wide")
_NOUN_ENDINGS = ("ics", "proposal", "capital", "metal", "animal", "signal", "journal", "manual", "topic", "fabric")


@cache
def part(word: str) -> Part:
    """The part of speech that a lower-case word may be taken for: by list, then by ending."""
    if word in _closed():
        return "other"
    if word in _either():
        return "either"
    if word in listed("gerunds") or word in _nouns():
        return "noun"
    return "modifier" if word in listed("modifiers") else _by_ending(word)


def _by_ending(word: str) -> Part:
    adverb = word.endswith("ly") and word not in listed("not_adverbs")
    participle = word.endswith("ing") and len(word) > 5
    if word in _verbs() or adverb or participle or _made_up(word) or not any(c.isalpha() for c in word):
        return "other"
    modifies = word.endswith(_MODIFIER_ENDINGS) and not word.endswith(_NOUN_ENDINGS) and len(word) > 4
    return "modifier" if modifies else "noun"


def _made_up(word: str) -> bool:
    """Whether a hyphenated word was made for one sentence: consumption-based, better-than-expected, non-profit."""
    parts = word.split("-")
    if len(parts) == 1:
        return False
    outer = parts[0] in listed("prefixes") or parts[-1] in listed("suffixes") or parts[-1].endswith(("ed", "ing"))
    return outer or len(parts) > 2


@cache
def generic(word: str) -> bool:
    """Whether a word is too common in any text to be what a page is about."""
    named = word in listed("calendar") or word in listed("modifiers")
    return named or word in _closed() or word in _nouns() or word in _either() or word in _verbs()


@cache
def common(word: str) -> bool:
    """Whether a word makes no phrase special; "deep" and "public" do, though they are common: deep learning."""
    return generic(word) and word not in listed("modifiers")


@cache
def vague(word: str) -> bool:
    """Whether a phrase about it says nothing: thing, way, time, people."""
    return word in listed("vague")


@cache
def empty(word: str) -> bool:
    """Whether a name made of such words is none: This Week, Good Afternoon."""
    return vague(word) or word in _closed() or word in listed("calendar")


@cache
def says(word: str) -> bool:
    """Whether a word may be the verb of a sentence."""
    verb = word in _verbs() or word in listed("irregular") or word in listed("auxiliaries")
    return verb or word.endswith(("'s", "'re", "n't"))


@cache
def is_person(label: str) -> bool:
    """Whether a speaker's label is a name and no role: "Daniela Rus", never "Project Manager" or "PhD A"."""
    words = label.casefold().split()
    if not 2 <= len(words) <= 4 or not all(len(word) > 1 and word[0].isalpha() for word in words):
        return False
    return not any((generic(w) and w not in given_names()) or w in listed("honorifics") for w in words)


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
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _forms(verb: str) -> Iterator[str]:
    """The regular forms of a verb; a doubled consonant is always offered, since the wrong one is no word."""
    yield from (verb, plural(verb), verb + "es")
    if verb.endswith("e"):
        yield from (verb + "d", verb[:-1] + "ing")
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        yield from (verb[:-1] + "ied", verb + "ing")
    else:
        yield from (verb + "ed", verb + "ing")
        if verb[-1] not in "aeiouwxy" and verb[-2:-1] in _VOWELS:
            yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")

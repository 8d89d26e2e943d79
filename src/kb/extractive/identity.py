"""Two names in, whether they are one thing out: acronyms, spacing, peoples and countries, parts of a person's name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.english.wordlists import acronyms, demonyms, given_names
from kb.english.words import generic
from kb.stages.names import fold
from kb.stages.resolve import Name

_SMALL = frozenset(("of", "and", "the", "for", "in", "on", "de", "la", "&"))


@dataclass(frozen=True, slots=True)
class Known:
    """Something that a name may turn out to be."""

    title: str
    claims: int
    """Of a name that is decided on now; 0 for a concept of the table."""


def other_name(name: Name, known: Iterable[Known]) -> Known | None:
    """The one thing that a name is another name of; None where nothing or more than one thing fits."""
    for rule in (_squeezed, _country, _expansion, _person, _shortened):
        fitting = [one for one in known if fold(one.title) != fold(name.text) and rule(name, one)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def is_part_of_person(name: Name) -> bool:
    """Whether it is a given name alone, which is nobody in particular."""
    return name.text.casefold() in given_names()


def _squeezed(name: Name, one: Known) -> bool:
    """PowerApps is Power Apps; the spelling with more claims is the title."""
    return _letters_of(name.text) == _letters_of(one.title) and (
        one.claims == 0 or (one.claims, one.title) > (name.claims, name.text)
    )


def _letters_of(name: str) -> str:
    return fold(name).replace(" ", "").removesuffix("s")


def _country(name: Name, one: Known) -> bool:
    return demonyms().get(name.text.casefold()) == one.title


def _expansion(name: Name, one: Known) -> bool:
    """SOE is State Owned Enterprise. Two letters stand for too much, unless everybody uses them for one thing."""
    short = _letters(name.text)
    words = fold(one.title).split()
    if short is None or len(words) < 2:
        return False
    if len(short) == 2:
        return acronyms().get(short) == fold(one.title)
    initials = "".join(word[0] for word in words)
    return short in {initials, "".join(word[0] for word in words if word not in _SMALL)}


def _letters(text: str) -> str | None:
    bare = text[:-1] if text.endswith("s") and len(text) > 2 else text
    return bare.casefold() if 2 <= len(bare) <= 6 and bare.isupper() and bare.isalpha() else None


def _person(name: Name, one: Known) -> bool:
    """Satya is Satya Nadella, Pinker is Steven Pinker: a word of a full name that is used at least as much."""
    words = one.title.split()
    if " " in name.text or not 2 <= len(words) <= 3 or not _names_somebody(words):
        return False
    if name.text not in (words[0], words[-1]):
        return False
    return words[0].casefold() in given_names() or one.claims >= name.claims


def _shortened(name: Name, one: Known) -> bool:
    """Harbour Trust is Elvan Harbour Trust: the last words of a longer proper name, two of them at least."""
    words = name.text.split()
    return len(words) > 1 and all(word[0].isupper() for word in words) and one.title.endswith(f" {name.text}")


def _names_somebody(words: Sequence[str]) -> bool:
    shaped = all(word.istitle() and word.isalpha() for word in words)
    return shaped and not any(generic(w.casefold()) and w.casefold() not in given_names() for w in words)

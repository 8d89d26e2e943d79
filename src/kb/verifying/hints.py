"""A sentence and what it may draw on in, hints out that a word in it turns the meaning: not, less, all, never, must."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.english.wordlists import listed, opposites
from kb.verifying.quoted import Quoted
from kb.verifying.text import Text, Word

_NOT = frozenset("not no never none nobody nothing neither nor without cannot n't hardly barely nowhere".split())
_FAILS = frozenset("fail failed fails refuse refused refuses deny denied denies unable lack lacks lacked".split())
_HEDGES = frozenset(
    "may might could would should possibly perhaps probably likely potentially reportedly allegedly apparently"
    " suggest suggests suggested believe believes believed expect expects expected plan plans planned hope hopes hoped"
    " aim aims seem seems seemed appear appears appeared estimate estimated estimates roughly approximately around"
    " about nearly almost maybe propose proposes proposed consider considering intends intend".split()
)
_WHOLE = frozenset("all every always never none only entirely completely solely exclusively each everyone must".split())
_PARTIAL = frozenset(
    "some many most several often sometimes usually partly partially mostly few certain generally largely".split()
)
_NEAR = 4
"""Words before which a negation is taken to bear on them."""


@dataclass(frozen=True, slots=True)
class Hint:
    kind: str
    """negated, affirmed, opposite, unhedged, widened."""
    words: str


def hints(sentence: Text, quoted: Quoted, beside: Sequence[Word]) -> list[Hint]:
    """`beside` are the words of the quotes that the sentence was most likely made from."""
    return [
        *_negations(sentence.words, beside),
        *_opposites(sentence, quoted, beside),
        *_strengthened(sentence, quoted, beside),
    ]


def negator(word: Word) -> bool:
    return word.low in _NOT or word.low.endswith("n't")


def _negations(words: Sequence[Word], beside: Sequence[Word]) -> Iterator[Hint]:
    """Words that are negated on one side and stand without negation on the other, wherever both hold them."""
    mine, theirs = _borne(words), _borne(beside)
    for stem, plain in mine.items():
        other = theirs.get(stem)
        if other is None or len(plain) > 1 or len(other) > 1 or plain == other:
            continue
        yield Hint("negated" if True in plain else "affirmed", stem)


def _borne(words: Sequence[Word]) -> dict[str, set[bool]]:
    """By the stem of a word that means something, whether a negation stands shortly before it."""
    found: dict[str, set[bool]] = {}
    since = _NEAR + 1
    for word in words:
        since = 0 if negator(word) or word.low in _FAILS else since + 1
        if since and word.low not in listed("function"):
            found.setdefault(word.stem, set()).add(since <= _NEAR)
    return found


def _opposites(sentence: Text, quoted: Quoted, beside: Sequence[Word]) -> Iterator[Hint]:
    """Words that the quotes do not hold while the passage holds an opposite that the sentence does not."""
    near = {word.low for word in beside}
    for word in sentence.words:
        if word.low in quoted.text.folded:
            continue
        for other in sorted(opposites().get(word.low, frozenset()) & near):
            if other not in sentence.folded:
                yield Hint("opposite", f"{word.text} for {other}")
                break


def _strengthened(sentence: Text, quoted: Quoted, beside: Sequence[Word]) -> Iterator[Hint]:
    """What the passage says with reserve and of a part, and the sentence flatly and of the whole."""
    near = {word.low for word in beside}
    hedges = _HEDGES & near
    if hedges and not _HEDGES & sentence.folded:
        yield Hint("unhedged", " ".join(sorted(hedges)))
    wide = (_WHOLE & sentence.folded) - quoted.text.folded
    if wide:
        yield Hint("widened", _some(wide, _PARTIAL & near))


def _some(wide: Iterable[str], part: Iterable[str]) -> str:
    return " ".join(sorted(wide)) + (f" for {' '.join(sorted(part))}" if part else "")

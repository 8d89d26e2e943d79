"""A word for a people in a sentence, whether it is the country out: Chinese firms are, the Chinese sturgeon is not."""

from collections.abc import Sequence
from itertools import takewhile

from kb.english.words import generic, part
from kb.extractive.tokens import Token

_OF_CULTURE = frozenset(
    "language style word name accent character letter translation version cuisine dialect grammar alphabet".split()
)
"""Heads that make it a language or a manner."""
_OF_SPEECH = frozenset("in into speak speaks speaking spoke spoken learn learns learning learned fluent".split())
_COUNTRIES = frozenset(("america", "britain"))


def stands_for_country(before: Sequence[Token], word: Token, after: Sequence[Token]) -> bool:
    """Whether what follows is of the country (people, trade, law), rather than a kind with a name of its own."""
    if word.acronym or word.low in _COUNTRIES:
        return True
    phrase = list(takewhile(lambda token: token.gap == " " and _continues(token), after))
    if not phrase:
        return not (before and before[-1].low in _OF_SPEECH)
    head = phrase[-1].low
    if head.removesuffix("s") in _OF_CULTURE:
        return False
    return generic(head) or head.endswith(("ers", "ors"))


def _continues(token: Token) -> bool:
    return not token.capital and part(token.low) != "other"

"""What a sentence may draw on: the words of its quotes, and the names that need none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from kb.english.wordlists import demonyms
from kb.verifying.text import Text

_SMALL = frozenset("of and the for in on at de la du von van & der des und y e".split())
_SHORTEST_RUN = 2
_LONGEST_RUN = 7
_KIN = 6
"""Letters that two long words share when one is derived from the other."""
_NEAR = 3
"""How many words further on a neighbour may stand."""
RUN = re.compile(r"[^\W_]+")
"""Letters and digits in a row."""
DOUBLED = re.compile(r"(\w)\1")


@dataclass(frozen=True)
class Quoted:
    """The quotes as one text; a passage of several sentences counts as what it is."""

    quotes: Sequence[str]
    names: Sequence[str] = ()

    @cached_property
    def text(self) -> Text:
        return self.bare.text if self.names else Text("\n".join(self.quotes))

    @cached_property
    def named(self) -> Text:
        return Text("\n".join(self.names))

    @cached_property
    def written(self) -> frozenset[str]:
        """The words letter for letter: what stands here needs no closer look, and most names do."""
        return frozenset(run for text in (*self.quotes, *self.names) for run in RUN.findall(text))

    @cached_property
    def folded(self) -> frozenset[str]:
        return self.text.folded | self.named.folded if self.names else self.text.folded

    @cached_property
    def stems(self) -> frozenset[str]:
        return self.text.stems | self.named.stems if self.names else self.text.stems

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first letters of its longer words."""
        return frozenset(low[:_KIN] for low in self.folded if len(low) >= _KIN)

    @cached_property
    def compounds(self) -> frozenset[str]:
        """Its words, and two or three of them written together: "Power Apps" holds PowerApps."""
        lows = [word.low for text in (self.text, self.named) for word in text.words]
        triples = map("".join, zip(lows, lows[1:], lows[2:], strict=False))
        return self.folded.union(map("".join, pairwise(lows)), triples)

    @cached_property
    def initials(self) -> frozenset[str]:
        """Initials of its runs of words, with and without the small ones."""
        return frozenset(short for text in (self.text, self.named) for short in _initials(text))

    @cached_property
    def countries(self) -> frozenset[str]:
        """Countries whose people it names, and what is short for them: "french" makes France."""
        return frozenset(country.casefold() for low in self.folded if (country := demonyms().get(low)) is not None)

    @cached_property
    def phrase(self) -> str:
        """All words in their order, a space around each."""
        return f" {' '.join(word.low for text in (self.text, self.named) for word in text.words)} "

    @cached_property
    def bare(self) -> "Quoted":
        """The quotes alone, without the names."""
        return bare(self.quotes) if self.names else self

    @cached_property
    def row(self) -> str:
        """The stems of the quotes' words in their order, a space around each."""
        return f" {' '.join(word.stem for word in self.text.words)} "

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Stems of words of the quotes that stand near each other, in either order."""
        words = self.text.words
        pairs = ((one.stem, other.stem) for at, one in enumerate(words) for other in words[at + 1 : at + 1 + _NEAR])
        return frozenset(pair for one, other in pairs for pair in ((one, other), (other, one)))

    @cached_property
    def undoubled(self) -> frozenset[str]:
        return frozenset(DOUBLED.sub(r"\1", low) for low in self.folded)

    def kin(self, low: str) -> bool:
        """Whether it holds a word that begins like a long one."""
        return len(low) >= _KIN and low[:_KIN] in self.beginnings


# Several sentences in a row often cite the same words.
@lru_cache(maxsize=16)
def bare(quotes: Sequence[str]) -> Quoted:
    return Quoted(quotes)


def _initials(text: Text) -> Iterable[str]:
    """Of runs whose words have capitals, besides the small ones: "Bank of England" is be and boe."""
    words = text.words
    for at, word in enumerate(words):
        if not word.text[0].isupper():
            continue
        full = short = word.low[0]
        for after in words[at + 1 : at + _LONGEST_RUN]:
            small = after.low in _SMALL
            if not (small or after.text[0].isupper()):
                break
            full += after.low[0]
            short += "" if small else after.low[0]
            if len(short) >= _SHORTEST_RUN:
                yield full
                yield short

"""Two sentences in, whether the second adds nothing out; another source's words are evidence of their own."""

import re
from collections import Counter
from dataclasses import dataclass

from kb.extractive.ranking import alike, bag
from kb.knowledge import SourceId
from kb.number_words import implied

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[\u3040-\u30ff\u3400-\u9fff]")
_NOT = frozenset(("no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot"))
_WORD_FOR_WORD = 0.9


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it is compared."""

    source: SourceId
    words: Counter[str]
    meaning: frozenset[str]
    turns: frozenset[str]
    """Its numbers, and whether it denies: what turns one statement into another."""

    @classmethod
    def by(cls, source: SourceId, text: str) -> "Said":
        words = Counter(word.replace("’", "'") for word in _WORD.findall(text.casefold()))
        numbers = {word for word in words if any(c.isdigit() for c in word)} | {str(value) for value in implied(text)}
        denials = {"not" for word in words if word in _NOT or word.endswith("n't")}
        return cls(source, words, bag(text), frozenset(numbers | denials))

    def repeats(self, other: "Said") -> bool:
        """Whether it says nothing that the other one of its source doesn't; of another source, word for word."""
        if self.turns != other.turns:
            return False
        if self.source == other.source:
            return alike(self.meaning, other.meaning)
        shared = (self.words & other.words).total()
        return shared >= _WORD_FOR_WORD * max(self.words.total(), other.words.total())

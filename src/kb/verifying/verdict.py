"""A sentence and the quotes it cites in, a verdict out: what the quotes lack, what may turn the meaning, a score."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kb.verifying.evidence import Evidence
from kb.verifying.hints import Hint
from kb.verifying.known import Known
from kb.verifying.score import score


@dataclass(frozen=True)
class Verdict:
    """Every layer is worked out when it is asked for: numbers cost least, the score most."""

    _found: Evidence

    @property
    def numbers(self) -> tuple[str, ...]:
        """Figures whose value no quote and no known name has, as written. An error."""
        return self._found.numbers

    @property
    def dates(self) -> tuple[str, ...]:
        """Dates that every date of the quotes contradicts. An error."""
        return self._found.dates

    @property
    def units(self) -> tuple[str, ...]:
        """Figures that the quotes have with another unit only, with the unit of the sentence. An error."""
        return self._found.units

    @property
    def names(self) -> tuple[str, ...]:
        """Names, or what of them, no quote holds in any form. A warning."""
        return self._found.names

    @property
    def terms(self) -> tuple[str, ...]:
        """Technical words that no quote holds. A warning."""
        return self._found.terms

    @property
    def novel(self) -> tuple[str, ...]:
        """All words that no quote holds in any form, as a reader should look at them. Mostly paraphrase."""
        return tuple(dict.fromkeys(word.text for word in self._found.novel))

    @property
    def hints(self) -> tuple[Hint, ...]:
        return self._found.hints

    @cached_property
    def score(self) -> float:
        """How likely the quotes carry the sentence, from 0 to 1: what a judge reads first has the lowest."""
        return score(self._found)

    @property
    def wrong(self) -> tuple[str, ...]:
        """All that is an error."""
        return (*self.numbers, *self.dates, *self.units)


def verify(sentence: str, quotes: Sequence[str], names: Iterable[str] | Known | Callable[[], Known] = ()) -> Verdict:
    """What of a sentence its quotes do not hold. `names` need no quote: titles, dates of sources, speakers."""
    return Verdict(Evidence.of(sentence, quotes, names))

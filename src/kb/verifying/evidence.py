"""A sentence and what it may draw on in, everything the layers find out: what a verdict and its score are made of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kb.numbers import missing
from kb.verifying.dates import dates, missing_dates
from kb.verifying.hints import Hint, hints
from kb.verifying.known import Known
from kb.verifying.names import missing_names
from kb.verifying.passage import passage, weights
from kb.verifying.quoted import Quoted, bare
from kb.verifying.terms import missing_terms, novel
from kb.verifying.text import Text, Word
from kb.verifying.units import other_units

# More than one rule asks of the sentences of a page.
_text = lru_cache(maxsize=256)(Text)


@lru_cache(maxsize=16)
def _quoted(quotes: Sequence[str], names: Sequence[str]) -> Quoted:
    """Several sentences in a row often cite the same words."""
    return Quoted(quotes, names)


@dataclass(frozen=True)
class Evidence:
    """Each finding is made when it is asked for."""

    sentence: Text
    quotes: tuple[str, ...]
    told: Callable[[], Known]

    @classmethod
    def of(
        cls, sentence: str, quotes: Sequence[str], names: Iterable[str] | Known | Callable[[], Known] = ()
    ) -> "Evidence":
        """What is known besides the quotes may be costly to find out: a function is called where it matters."""
        if callable(names):
            return cls(_text(sentence), tuple(quotes), names)
        known = names if isinstance(names, Known) else Known(tuple(names))
        return cls(_text(sentence), tuple(quotes), lambda: known)

    @cached_property
    def known(self) -> Known:
        return self.told()

    @cached_property
    def quoted(self) -> Quoted:
        return _quoted(self.quotes, self.known.all)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        lost = dict.fromkeys(missing(self.sentence.plain, self.quotes, lambda: self.known.all))
        if not lost:
            return ()
        years = {str(date.year) for text in self._texts() for date in dates(text)}
        return tuple(number for number in lost if number not in years)

    @cached_property
    def dates(self) -> tuple[str, ...]:
        return tuple(missing_dates(self.sentence.plain, self._texts()))

    @cached_property
    def units(self) -> tuple[str, ...]:
        return tuple(other_units(self.sentence.plain, self._texts()))

    def _texts(self) -> Iterator[str]:
        yield from self.quotes
        yield from self.known.all

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(missing_names(self.sentence, bare(self.quotes), lambda: self.known))

    @cached_property
    def terms(self) -> tuple[str, ...]:
        return tuple(missing_terms(self.sentence, lambda: self.quoted))

    @cached_property
    def novel(self) -> tuple[Word, ...]:
        return tuple(novel(self.sentence, self.quoted))

    @cached_property
    def weights(self) -> Mapping[str, float]:
        return weights(self.sentence)

    @cached_property
    def passage(self) -> Sequence[Word]:
        return passage(self.weights, self.quoted)

    @cached_property
    def hints(self) -> tuple[Hint, ...]:
        return tuple(hints(self.sentence, self.quoted, self.passage))

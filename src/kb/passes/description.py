"""Sources → sources with what a reader sees of them: title, people, date, language, genre, whose words they are."""

from collections.abc import Sequence
from itertools import chain

from kb.knowledge import Source
from kb.passes.asking import Asking
from kb.passes.extraction import Cuts
from kb.stages.describe import DESCRIBE, Opening, described


def describe(sources: Sequence[Source], cuts: Cuts, asking: Asking) -> list[Source]:
    """In their order. What a file says of itself stays."""
    openings = [Opening.of(source, chain.from_iterable(cuts.get(source.id, ()))) for source in sources]
    found = asking.each(DESCRIBE, openings)
    return [described(source, *grounded.results) for source, grounded in zip(sources, found, strict=True)]

"""Words that carry no quote of their own, such as a column's name or a point's label: what they may say."""

from kb.admission import objection
from kb.knowledge import Sentence
from kb.markup import fold
from kb.numbers import missing
from kb.stages.inquiry import Inquiry

LONGEST = 80
"""Characters of a name."""


def label(text: str) -> str:
    """A short name on one line; nothing where the text is none."""
    found = fold(text)
    return "" if len(found) > LONGEST or objection(found) else found


def unplaced(inquiry: Inquiry, sentence: Sentence, *names: str) -> list[str]:
    """The figures of names that stand neither in the question nor in the passages that the sentence quotes: without
    them nobody could say that the quote speaks of this year or this model."""
    cited = {(citation.source, citation.block) for citation in sentence.citations}
    near = [inquiry.question]
    for excerpt in inquiry.excerpts:
        if any((block.source, block.block) in cited for block in excerpt.blocks):
            near += [excerpt.title, excerpt.heading, excerpt.published]
            near += [part for block in excerpt.blocks for part in (block.text, block.speaker, block.time)]
    return missing(" · ".join(names), near, tuple)

"""A bundle → pairs of sentences that may not both hold, as a judge is shown them, the most alike first."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.lint.bundle import Bundle
from kb.lint.carried import cited, published, sources
from kb.lint.cases.doubtful import heading
from kb.lint.cases.pairing import Pair, pairs
from kb.lint.cases.statements import YEAR, Statement, statements
from kb.lint.cases.surroundings import surroundings
from kb.lint.disputes import blocks
from kb.lint.quotes import words
from kb.stages.judge_pair import Contest, Side


class _Dispute(NamedTuple):
    title: str
    sides: Sequence[frozenset[tuple[str, str]]]
    """The blocks that each cites."""

    def shows(self, pair: Pair) -> bool:
        """Whether the two sentences stand on two of its sides."""
        ours = [{at for at, side in enumerate(self.sides) if side & one.evidence} for one in (pair.one, pair.other)]
        return all(ours) and len(ours[0] | ours[1]) > 1

    def touches(self, pair: Pair) -> bool:
        return any(side & (pair.one.evidence | pair.other.evidence) for side in self.sides)


def contests(bundle: Bundle) -> Iterator[Contest]:
    """Without those that a dispute's page shows, open or settled."""
    disputes = [_Dispute(page.title, blocks(bundle, page)) for page in bundle.of_type("Dispute")]
    for pair in pairs(statements(bundle)):
        if not any(dispute.shows(pair) for dispute in disputes):
            known = tuple(dispute.title for dispute in disputes if dispute.touches(pair))
            yield Contest(_side(bundle, pair.one), _side(bundle, pair.other), known)


def outdating(bundle: Bundle) -> Iterator[Contest]:
    """Those of them where the sources of one sentence are all of an earlier month than those of the other, and nothing
    tells a reader so."""
    for contest in contests(bundle):
        for older, newer in ((contest.one, contest.other), (contest.other, contest.one)):
            if older.older(newer) and not _tells_its_time(older):
                yield contest


def _tells_its_time(side: Side) -> bool:
    """Whether it or the heading above it gives a year, or it stands below the name of its source."""
    named = side.heading in {around.title for around in side.around}
    return named or YEAR.search(f"{side.heading} {side.text}") is not None


def _side(bundle: Bundle, statement: Statement) -> Side:
    page = bundle.pages[statement.path]
    sentence = page.sentences[statement.number]
    quotes, around = surroundings(bundle, page, [*cited(page, sentence)])
    dates = sorted(filter(None, map(published, sources(bundle, page, sentence))))
    return Side(
        page.path,
        page.title,
        heading(page, sentence),
        words(sentence.text),
        tuple(dict.fromkeys(quotes)),
        around,
        tuple(dates),
        sentence.line,
        sentence.column,
    )

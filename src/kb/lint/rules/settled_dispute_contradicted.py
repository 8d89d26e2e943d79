"""DSP003 settled-dispute-contradicted

A dispute that somebody settled is contradicted again: another dispute is open about the same words, or kb has
something new to say on it and left it beside the page.

### Why it matters

What was decided was decided on what was known then. A source that came later may know better.

### Example

`disputes/cost.md` has `status: settled`; `disputes/what-it-cost.md` is open and quotes the same two paragraphs.

### How to mend it

Read what is new. If the decision stands, settle the other dispute too, or delete what kb left beside the page; if it
does not, write `status: open` and say why.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from kb.diagnostics import Severity
from kb.lint.around import Around
from kb.lint.bundle import Bundle
from kb.lint.disputes import blocks, is_open
from kb.lint.rule import Finding
from kb.wiki.page import Page
from kb.wiki.update import OFFER

CODE = "DSP003"
SEVERITY = Severity.WARNING


class Dispute(NamedTuple):
    is_open: bool
    status_line: int
    sides: Sequence[Sequence[tuple[str, str]]]
    """The blocks that each stands on."""


def gather(page: Page, bundle: Bundle) -> Dispute | None:
    """A dispute and its sides."""
    if page.type != "Dispute" or page.reserved:
        return None
    return Dispute(is_open(page), page.line_of("status"), [sorted(side) for side in blocks(bundle, page)])


def check(
    wiki: Around, gathered: Mapping[str, tuple[bool, int, Sequence[Sequence[Sequence[str]]]]]
) -> Iterator[Finding]:
    unsettled = [(path, _sides(sides)) for path, (is_open_, _, sides) in gathered.items() if is_open_]
    for path, (is_open_, line, sides) in gathered.items():
        if is_open_:
            continue
        for other, theirs in unsettled:
            if _same(_sides(sides), theirs):
                message = f"the same words are disputed again in {other}"
                yield Finding(path, line, 0, message, "Settle it there too, or open this one.")
        if path + OFFER in wiki.files:
            message = f"kb has something newer to say on it: {path}{OFFER}"
            yield Finding(path, line, 0, message, "Read it, then delete it or open the dispute.")


def _sides(sides: Sequence[Sequence[Sequence[str]]]) -> list[frozenset[tuple[str, ...]]]:
    return [frozenset(map(tuple, side)) for side in sides]


def _same(mine: Sequence[Set[tuple[str, ...]]], theirs: Sequence[Set[tuple[str, ...]]]) -> bool:
    """Whether two sides of one share blocks with two different sides of the other."""
    met = [{at for at, those in enumerate(theirs) if those & these} for these in mine]
    return any(len(one | two) > 1 for at, one in enumerate(met) for two in met[at + 1 :] if one and two)

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

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.disputes import blocks, is_open, is_settled
from kb.lint.rule import Finding
from kb.wiki.page import Page
from kb.wiki.update import OFFER

CODE = "DSP003"
SEVERITY = Severity.WARNING


def check(bundle: Bundle) -> Iterator[Finding]:
    disputes = list(bundle.of_type("Dispute"))
    unsettled = [page for page in disputes if is_open(page)]
    for page in filter(is_settled, disputes):
        for other in unsettled:
            if _same(bundle, page, other):
                message = f"the same words are disputed again in {other.path}"
                yield Finding(page.path, page.line_of("status"), 0, message, "Settle it there too, or open this one.")
        if page.path + OFFER in bundle.files:
            message = f"kb has something newer to say on it: {page.path}{OFFER}"
            yield Finding(page.path, page.line_of("status"), 0, message, "Read it, then delete it or open the dispute.")


def _same(bundle: Bundle, page: Page, other: Page) -> bool:
    """Whether two sides of one share blocks with two different sides of the other."""
    mine, theirs = blocks(bundle, page), blocks(bundle, other)
    met = [{at for at, those in enumerate(theirs) if those & these} for these in mine]
    return any(len(one | two) > 1 for at, one in enumerate(met) for two in met[at + 1 :] if one and two)

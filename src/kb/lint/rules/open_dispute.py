"""DSP001 open-dispute

Two sources say what cannot both be right, and nobody has settled it.

### Why it matters

It doesn't have to: a wiki that shows where its sources disagree is better than one that picks a side in silence. But
a person may know which of them is right.

### Example

`disputes/when-the-station-opened.md` has `status: open`.

### How to mend it

Add a source that settles it and run `kb build`, or settle it yourself: on the dispute's page write
`status: settled`, and below the two sides who is right and why. The page is yours from then on.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.disputes import is_open
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "DSP001"
SEVERITY = Severity.INFO
NEEDS = "generated"


def check_page(page: Page) -> Iterator[Finding]:
    if page.generated and not page.reserved and is_open(page):
        hint = "Add a source that settles it, or say on the page who is right, and status: settled."
        yield Finding(page.path, page.line_of("status"), 0, f"sources disagree: {page.title}", hint)

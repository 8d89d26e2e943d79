"""SRC003 unread-source

A file in raw/ has no page in the wiki.

### Why it matters

What it says is missing from every article and every answer, and nothing on the pages shows it.

### Example

`raw/new-talk.txt` was added after the last `kb build`, or no reader could make sense of it.

### How to mend it

Run `kb build`. If the file still has no page, `kb ingest` says why and what to do.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding

CODE = "SRC003"
SEVERITY = Severity.WARNING


def check(bundle: Bundle) -> Iterator[Finding]:
    # A file that holds several posts has several pages.
    known = {page.string("resource") for page in bundle.of_type("Source")}
    for raw in sorted(bundle.raw.keys() - known - bundle.aside):
        yield Finding(raw, 0, 0, "no page of the wiki is made from it", "Run kb build; kb ingest says what is wrong.")

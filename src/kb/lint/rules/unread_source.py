"""SRC003 unread-source

A file in raw/ has no page in the wiki.

### Why it matters

What it says is missing from every article and every answer, and nothing on the pages shows it.

### Example

`raw/new-talk.txt` was added after the last `kb build`, or no reader could make sense of it.

### How to mend it

Run `kb build`. If the file still has no page, `kb ingest` says why and what to do.
"""

from collections.abc import Iterator, Mapping

from kb.diagnostics import Severity
from kb.lint.around import Around
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "SRC003"
SEVERITY = Severity.WARNING


def gather(page: Page, bundle: Bundle) -> str | None:
    """What a source is made from."""
    return page.string("resource") if page.type == "Source" and not page.reserved else None


def check(wiki: Around, gathered: Mapping[str, str]) -> Iterator[Finding]:
    # A file that holds several posts has several pages.
    for raw in sorted(wiki.raw.keys() - set(gathered.values()) - wiki.aside):
        yield Finding(raw, 0, 0, "no page of the wiki is made from it", "Run kb build; kb ingest says what is wrong.")

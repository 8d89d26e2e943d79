"""CIT008 single-source-article

Every sentence of a longer article stands on one source. A duplicate or a translation of it is no second one.

### Why it matters

It is one voice, however many sentences it has. What nobody else says may be right, but a reader should know.

### Example

`concepts/eel-pass.md` has nine sentences, and all of them quote one blog post.

### How to mend it

Nothing is wrong. Add another source on the subject to `raw/` when there is one, and run `kb build`.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.lint.voices import cited_sources, voices
from kb.wiki.page import Page

CODE = "CIT008"
SEVERITY = Severity.INFO
NEEDS = "written"
_LONG = 8
"""Sentences: a thing that one source mentions has a short page of its own, and nobody expects more."""


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    if page.written and page.type == "Concept" and len(page.sentences) >= _LONG:
        sources = cited_sources(bundle, page)
        if len(set(voices(sources).values())) == 1:
            title = next(iter(sources.values())).title
            message = f"all {len(page.sentences)} sentences stand on one source: {title}"
            yield Finding(
                page.path, page.line_of("sources"), 0, message, "Another source would make it a second voice."
            )

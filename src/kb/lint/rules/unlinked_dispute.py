"""DSP004 unlinked-dispute

An article that a dispute touches does not link to it.

### Why it matters

Who reads the article sees one side, and nothing tells them that a source says otherwise.

### Example

`disputes/cost.md` links to `concepts/station.md` among its related pages; `concepts/station.md` does not say that
sources disagree.

### How to mend it

Run `kb build`. In an article that you edited, link to the dispute below its lead: `> Sources disagree: [[cost]]`.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "DSP004"
SEVERITY = Severity.WARNING
NEEDS = "generated"


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    if page.type != "Dispute" or not page.generated:
        return
    seen: set[str] = set()
    for link in page.links:
        path = None if link.external or link.cites else bundle.target(page, link)
        touched = bundle.pages.get(path) if path is not None and path not in seen else None
        if touched is not None and touched.type == "Concept":
            seen.add(touched.path)
            if not any(bundle.target(touched, back) == page.path for back in touched.links if not back.external):
                message = f"{touched.path} does not say that sources disagree"
                yield Finding(page.path, link.line, link.column, message, "Link to the dispute there.")

"""LNK004 ambiguous-link

A wikilink names several pages of the wiki, and none of them is the nearest: none lies in the page's own folder, none at
the top of the wiki.

### Why it matters

Each program picks another one. Obsidian takes the shortest path, others the first they find.

### Example

`[[summary]]` in `wiki/start.md`, where there are `wiki/cars/summary.md` and `wiki/ships/summary.md`.

### How to mend it

Write as much of the path as it takes: `[[cars/summary]]`, or `[[cars/summary|summary]]`.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "LNK004"
SEVERITY = Severity.WARNING


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    for link in page.links:
        if link.kind != "wikilink" or not link.target or page.in_source_text(link.line):
            continue
        several = bundle.rivals(page, link)
        if several:
            shorter = [path.removeprefix("wiki/").removesuffix(".md") for path in several]
            message = f"[[{link.target}]] names {len(several)} files: {', '.join(several[:3])}"
            hint = f"Write as much of the path as it takes: [[{shorter[0]}]]."
            yield Finding(page.path, link.line, link.column, message, hint)

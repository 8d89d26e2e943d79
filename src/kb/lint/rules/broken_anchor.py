"""LNK005 broken-anchor

A link leads to a page that exists, but to no heading and no block of it.
A heading may be given by its text, as Obsidian does, or by its slug, as GitHub does; a block by `^` and its id; names
in HTML count too. Case, punctuation and spaces need not agree. Citations are looked at by dangling-citation; the text
of a source is not looked at.

### Why it matters

The reader lands at the top of the page and has to search for what was meant.

### Example

```markdown
See [how it was built](weir.md#construction) and [[weir#^k00000009]].
```

The page on the weir has no heading "Construction" any more, and no block `^k00000009`.

### How to mend it

Correct what follows the `#`, or take it off.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.anchors import leads, nearest
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.wiki.page import Page
from kb.wiki.shortening import shortened

CODE = "LNK005"
SEVERITY = Severity.WARNING
NEEDS = "leads_to_parts"


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    cited = {(c.page, f"^{c.block}") for footnote in page.footnotes for c in footnote.citations}
    for link in page.links:
        if not link.anchor or link.external or (link.cites and (link.target, link.anchor) in cited):
            continue
        path = bundle.target(page, link)
        other = bundle.pages.get(path) if path is not None else None
        if other is None or leads(other, link.anchor) or page.in_source_text(link.line):
            continue
        kind = "block" if link.anchor.startswith("^") else "heading"
        where = "this page" if other is page else other.path
        near = nearest(other, link.anchor)
        hint = f"There is a heading “{near}”." if near else ""
        message = f"no {kind} {shortened(link.anchor, 80)} in {where}"
        yield Finding(page.path, link.line, link.column, message, hint)

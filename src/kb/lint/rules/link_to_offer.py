"""LNK008 link-to-offer

A link leads to `page.md.new`: the version that kb offers beside a page which somebody edited.

### Why it matters

An offer goes away when it is accepted or when the sources change, and the link with it.

### Example

```markdown
See [the new article](geely.md.new).
```

### How to mend it

Link to the page itself: take `.new` off.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.lint.written import retarget
from kb.wiki.page import Page
from kb.wiki.update import OFFER

CODE = "LNK008"
SEVERITY = Severity.WARNING


def check_page(page: Page) -> Iterator[Finding]:
    for link in page.links if OFFER in page.addresses else ():
        if link.target.endswith(f".md{OFFER}") and not link.external and not page.in_source_text(link.line):
            fix = retarget(page, link, link.target.removesuffix(OFFER), "unsafe", "Link to the page itself")
            message = f"{link.target} is an offer, not a page"
            yield Finding(page.path, link.line, link.column, message, f"Take {OFFER} off.", fix=fix)

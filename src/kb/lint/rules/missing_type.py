"""OKF002 missing-type

A page's front matter has no `type`, or one that is not a text.

### Why it matters

It is the one key that the Open Knowledge Format requires: programs choose by it what to do with a page.

### Example

```yaml
---
title: My notes on eels
---
```

### How to mend it

Add `type: Note`, or what else it is. Any word will do. `kb lint --unsafe-fixes` adds `type: Note`.
"""

from collections.abc import Iterator

from kb.diagnostics import Edit, Fix, Severity
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "OKF002"
SEVERITY = Severity.ERROR


def check_page(page: Page) -> Iterator[Finding]:
    if page.reserved:
        return
    if page.first_line > 1 and page.error is None and not page.type.strip():
        message = "type is not a text" if "type" in page.values else "no type in the front matter"
        hint = "Add type: Note, or what else it is."
        yield Finding(page.path, page.line_of("type"), 0, message, hint, fix=_fix(page))


def _fix(page: Page) -> Fix | None:
    """Unsafe: what a page is, nobody knows but its author."""
    if "type" in page.values:
        return None
    return Fix("unsafe", "Call it a note", (Edit(2, 1, 2, 1, "type: Note\n"),))

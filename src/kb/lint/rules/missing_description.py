"""OKF005 missing-description

A page's front matter has no `description`.

### Why it matters

The Open Knowledge Format recommends one sentence: it is what the contents show beside the title, and what a reader, or
a program with little room, decides by.

### Example

```yaml
---
type: Note
title: Eels in the river
---
```

### How to mend it

Add `description:` with one sentence.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "OKF005"
SEVERITY = Severity.WARNING


def check_page(page: Page) -> Iterator[Finding]:
    if page.reserved:
        return
    # What kb ingest wrote has its description from the next compile.
    waits = page.type == "Source" and page.string("status") == "draft"
    description = page.values.get("description")
    if (
        page.values
        and not waits
        and (description is None or (isinstance(description, str) and not description.strip()))
    ):
        yield Finding(page.path, page.line_of("description"), 0, "no description in the front matter")

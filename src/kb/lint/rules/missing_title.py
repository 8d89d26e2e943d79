"""OKF004 missing-title

A page's front matter has no `title`, or an empty one. A title that is no text is told by wrong-value.

### Why it matters

The Open Knowledge Format recommends it. Without it the contents, search and links have only the file's name to show.

### Example

```yaml
---
type: Note
---
```

### How to mend it

Add `title:`, in quotes if it holds a colon.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "OKF004"
SEVERITY = Severity.WARNING


def check_page(page: Page) -> Iterator[Finding]:
    if page.reserved:
        return
    title = page.values.get("title")
    if page.values and (title is None or (isinstance(title, str) and not title.strip())):
        yield Finding(page.path, page.line_of("title"), 0, "no title in the front matter", "Add title:")

"""OKF004 missing-title

A page's front matter has no `title`.

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
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding

CODE = "OKF004"
SEVERITY = Severity.WARNING


def check(bundle: Bundle) -> Iterator[Finding]:
    for page in bundle.ordinary():
        if page.values and not page.title.strip():
            yield Finding(page.path, page.line_of("title"), 0, "no title in the front matter", "Add title:")

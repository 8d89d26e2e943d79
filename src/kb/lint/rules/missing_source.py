"""SRC002 missing-source

A source page names a raw file that is not in raw/.

### Why it matters

Nobody can check the page's words against their source any more.

### Example

```yaml
resource: raw/talks/eel.txt   # was renamed, or deleted
```

### How to mend it

Put the file back, or run `kb build`: a renamed file is recognised by its content, and the page of a file that is gone
is removed with every sentence that stands on it.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "SRC002"
SEVERITY = Severity.ERROR


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    raw = page.string("resource")
    if page.type == "Source" and not page.reserved and raw.startswith("raw/") and not bundle.has(page, raw):
        hint = "Put it back, or run kb build."
        yield Finding(page.path, page.line_of("resource"), 0, f"{raw} does not exist", hint)

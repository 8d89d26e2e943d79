"""OKF009 unknown-status

The `status` of a page is none of `draft`, `stable` and `deprecated`. On a page that kb did not write, only what looks
like one of these misspelled is told: people use the key for much else, and the format lets them. A dispute's status
says how it stands, such as `open`, and is not looked at.

### Why it matters

Programs choose by it which pages to trust. A word they don't know counts as none.

### Example

```yaml
status: depricated
```

### How to mend it

Write `draft`, `stable` or `deprecated`.
"""

import difflib
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "OKF009"
SEVERITY = Severity.WARNING

_KNOWN = ("draft", "stable", "deprecated")


def check_page(page: Page) -> Iterator[Finding]:
    status = page.string("status")
    # A dispute is open until somebody settles it, in whatever word.
    if page.reserved or page.type == "Dispute" or not status.strip() or status in _KNOWN:
        return
    near = difflib.get_close_matches(status.strip().casefold(), _KNOWN, n=1, cutoff=0.8)
    if page.generated or near:
        hint = f"Write {near[0]}." if near else "Write draft, stable or deprecated."
        yield Finding(page.path, page.line_of("status"), 0, f"{status} is no status of the format", hint)

"""OKF006 time-without-offset

A time in the front matter does not say which zone it is in, or is not ISO 8601.
Looked at: `generated.at`, `verified[].at`, `stale_after`, and `last_modified` of the sources.

### Why it matters

Whether a page is newer than its source, or already stale, can't be told from a time that means another moment in each
country.

### Example

```yaml
stale_after: 2026-11-20 09:14
```

### How to mend it

Write it with an offset: `2026-11-20T09:14:00Z`, or `2026-11-20T10:14:00+01:00`.
"""

import re
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.frontmatter import Value
from kb.wiki.page import Page

CODE = "OKF006"
SEVERITY = Severity.WARNING

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)")


def check_page(page: Page) -> Iterator[Finding]:
    if page.reserved:
        return
    for key, name, value in _times(page):
        if not isinstance(value, str) or not _TIME.fullmatch(value):
            yield Finding(page.path, page.line_of(key), 0, f"{name} is not a time with an offset: {value}")


def _times(page: Page) -> Iterator[tuple[str, str, Value]]:
    if "stale_after" in page.values:
        yield "stale_after", "stale_after", page.values["stale_after"]
    for key, inner in (("generated", "at"), ("verified", "at"), ("sources", "last_modified")):
        value = page.values.get(key)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and inner in item:
                yield key, f"{key}.{inner}", item[inner]

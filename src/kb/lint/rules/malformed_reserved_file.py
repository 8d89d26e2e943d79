"""OKF003 malformed-reserved-file

`index.md` or `log.md` is not in the form that the Open Knowledge Format reserves for these names, in any folder:
an index lists `* [Title](relative-url) - description`; a log has a heading `## YYYY-MM-DD` for each day, newest first.
Neither has front matter, but for `okf_version` in the wiki's own index.

### Why it matters

Other programs find their way through the wiki by these two files, and trust their form.

### Example

```markdown
## 2026-11-19
## 2026-11-20, evening
```

The newer day stands below, and its heading says more than the day.

### How to mend it

kb writes both: delete the file and run `kb build`. A page of your own needs another name.
"""

import posixpath
import re
from collections.abc import Iterator
from datetime import date

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "OKF003"
SEVERITY = Severity.ERROR
NEEDS = "reserved"

_BULLET = re.compile(r"\s*[-*+]\s")
# A title may hold brackets, escaped or not.
_ENTRY = re.compile(r"\s*[-*] \[(?:\\.|[^\]\\]|\](?!\())+\]\((?:<[^<>]+>|\S+)\)(?: [-–—] \S.*)?$")


def check_page(page: Page) -> Iterator[Finding]:
    name = posixpath.basename(page.path)
    if name == "index.md":
        yield from _front_matter(page, {"okf_version"} if page.path == "wiki/index.md" else set())
        yield from _entries(page)
    elif name == "log.md":
        yield from _front_matter(page, set())
        yield from _days(page)


def _front_matter(page: Page, allowed: set[str]) -> Iterator[Finding]:
    if page.error is not None:
        yield Finding(page.path, page.error.line, 0, f"the front matter can't be read: {page.error.message}")
    elif page.first_line > 1 and not allowed:
        yield Finding(page.path, 1, 0, "this file has no front matter")
    for key in page.values.keys() - allowed if allowed else ():
        yield Finding(page.path, page.line_of(key), 0, f"the front matter may only hold okf_version, not {key}")


def _entries(page: Page) -> Iterator[Finding]:
    for number, line in enumerate(page.lines[page.first_line - 1 :], page.first_line):
        if _BULLET.match(line) and not _ENTRY.match(line.rstrip()):
            yield Finding(page.path, number, 0, "an entry has the form * [Title](relative-url) - description")


def _days(page: Page) -> Iterator[Finding]:
    before = ""
    for heading in page.headings:
        if heading.level != 2:
            continue
        if not _is_day(heading.text):
            yield Finding(page.path, heading.line, 0, f"“{heading.text}” is not a day such as 2026-11-20")
        elif before and heading.text >= before:
            yield Finding(page.path, heading.line, 0, f"{heading.text} does not belong below {before}: newest first")
        before = heading.text if _is_day(heading.text) else before


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False

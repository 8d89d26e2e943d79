"""ART009 merge-conflict

A page holds the marks of a merge that nobody finished: `<<<<<<<`, `=======`, `>>>>>>>`.

### Why it matters

Both versions stand in it, with what belongs to neither. In the front matter the marks hide every key.

### Example

```text
<<<<<<<
The weir was built in 1897.
=======
The weir was built in 1898.
>>>>>>>
```

### How to mend it

Keep one of the two and delete the marks, or run `kb build` after deleting the page if kb wrote it.
"""

import re
from collections.abc import Iterator, Sequence

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "ART009"
SEVERITY = Severity.ERROR
_MARKS = ("<<<<<<<", "=======", ">>>>>>>")
_FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})", re.M)


def check_page(page: Page) -> Iterator[Finding]:
    # Hardly a page holds the mark, so that all others cost one search.
    for line in _conflicts(page.lines) if _MARKS[0] in page.text else ():
        if not page.in_source_text(line) and not _in_listing("\n".join(page.lines[: line - 1])):
            yield Finding(page.path, line, 1, "a merge was not finished here", "Keep one version, delete the marks.")


def _conflicts(lines: Sequence[str]) -> Iterator[int]:
    """The lines on which conflicts begin that have all three marks, in order."""
    begun, seen = 0, 0
    for number, line in enumerate(lines, 1):
        head = line.partition(" ")[0]
        if head == _MARKS[0]:
            begun, seen = number, 1
        elif seen and head == _MARKS[seen]:
            seen += 1
        if seen == len(_MARKS):
            yield begun
            seen = 0


def _in_listing(before: str) -> bool:
    """Whether a fence is open at the end of `before`: a page on git may show what a conflict looks like."""
    opened = ""
    for fence in _FENCE.finditer(before):
        if not opened:
            opened = fence[1]
        elif fence[1].startswith(opened):
            opened = ""
    return bool(opened)

"""OKF001 missing-front-matter

A page does not start with front matter between two lines of `---`, or its front matter is not YAML.

### Why it matters

The Open Knowledge Format asks for it on every page but `index.md` and `log.md`; without it a page has no type, and a
program that reads the wiki can't tell what it is. One bad line hides all the others.

### Example

```yaml
---
title: Volvo: the deal
---
```

A colon and a space inside a value need quotes around it: `title: "Volvo: the deal"`.

### How to mend it

Add `---`, `type: Note`, `---` at the very top, or correct the line that the message names.
`kb lint --unsafe-fixes` adds these three lines where there is no front matter at all.
"""

from collections.abc import Iterator

from kb.diagnostics import Edit, Fix, Severity
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "OKF001"
SEVERITY = Severity.ERROR


def check_page(page: Page) -> Iterator[Finding]:
    if page.reserved:
        return
    if page.error is not None:
        yield Finding(page.path, page.error.line, 0, f"the front matter can't be read: {page.error.message}")
    elif page.first_line == 1:
        opened = page.lines[0].rstrip() == "---"
        message = "the front matter has no closing ---" if opened else "no front matter"
        # Unsafe: what a page is, nobody knows but its author.
        fix = None if opened else Fix("unsafe", "Call it a note", (Edit(1, 1, 1, 1, "---\ntype: Note\n---\n"),))
        yield Finding(page.path, 1, 0, message, "Begin the page with ---, type: Note, ---.", fix=fix)

"""LNK006 case-mismatch

A markdown link differs from its file's name in upper and lower case alone.
Wikilinks don't mind case, so they are not looked at.

### Why it matters

It works on a Mac and on Windows, and leads nowhere on GitHub, on Linux and on most web servers.

### Example

```markdown
See [the dam](../concepts/Dam.md).
```

The file is `concepts/dam.md`.

### How to mend it

Write the name as the file has it; `kb lint --fix` does.
"""

import posixpath
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.lint.written import retarget
from kb.wiki.page import Page

CODE = "LNK006"
SEVERITY = Severity.ERROR


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    for link in page.links if not all(bundle.linked(page)) else ():
        if link.kind == "wikilink" or link.external or bundle.target(page, link) is not None:
            continue
        other = bundle.in_other_case(page, link)
        if other is None:
            continue
        relative = posixpath.relpath(other, posixpath.dirname(page.path))
        fix = retarget(page, link, relative, "safe", "Write the name as the file has it")
        severity = Severity.WARNING if page.in_source_text(link.line) else SEVERITY
        message = f"{link.target} is {relative} in upper and lower case"
        yield Finding(page.path, link.line, link.column, message, f"Write {relative}.", severity, fix)

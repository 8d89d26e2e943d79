"""OKF012 unknown-format-version

`okf_version` in the wiki's own `index.md` is not the text of a version that kb knows: "0.1" or "0.2".

### Why it matters

A program decides by it how to read the wiki. Without quotes it is a number to YAML, so that 0.10 and 0.1 are the same.

### Example

```yaml
okf_version: 0.2
```

### How to mend it

Write `okf_version: "0.2"`; `kb lint --fix` puts the quotes.
"""

import json
import re
from collections.abc import Iterator

from kb.diagnostics import Edit, Fix, Severity
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "OKF012"
SEVERITY = Severity.WARNING

_KNOWN = ("0.1", "0.2")
_PLAIN = re.compile(r"okf_version:[ \t]+(?P<value>[0-9.]+)[ \t]*")


def check_page(page: Page) -> Iterator[Finding]:
    if page.path != "wiki/index.md" or "okf_version" not in page.values:
        return
    version = page.values["okf_version"]
    if version in _KNOWN:
        return
    line = page.line_of("okf_version")
    written = _PLAIN.fullmatch(page.lines[line - 1])
    if written and written["value"] in _KNOWN:
        start, end = written.start("value") + 1, written.end("value") + 1
        edit = Edit(line, start, line, end, json.dumps(written["value"]))
        fix = Fix("safe", "Put quotes around it", (edit,))
        yield Finding(
            page.path, line, 0, f"okf_version {version} is a number, not a text", "Put quotes around it.", fix=fix
        )
    else:
        yield Finding(page.path, line, 0, f"{version} is no version of the format", 'Write okf_version: "0.2".')

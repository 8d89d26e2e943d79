"""SRC001 changed-source

The raw file behind a source page is not the one that the page was made from: its SHA-256 differs.

### Why it matters

The page still shows the old text, and every quote of it stands on words that the file may no longer hold.

### Example

```yaml
resource: raw/talk.txt
sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08   # raw/talk.txt has another now
```

### How to mend it

Run `kb build`: the source is read anew, and what is no longer in it leaves the wiki.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding

CODE = "SRC001"
SEVERITY = Severity.ERROR


def check(bundle: Bundle) -> Iterator[Finding]:
    for page in bundle.of_type("Source"):
        raw, known = page.string("resource"), page.string("sha256")
        if known and bundle.raw.get(raw, known) not in ("", known):
            yield Finding(page.path, page.line_of("sha256"), 0, f"{raw} has changed since it was read", "Run kb build.")

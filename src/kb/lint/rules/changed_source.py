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

from collections.abc import Iterator, Mapping

from kb.diagnostics import Severity
from kb.lint.around import Around
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "SRC001"
SEVERITY = Severity.ERROR


def gather(page: Page, bundle: Bundle) -> tuple[str, str, int] | None:
    """The raw file of a source, its digest, and the line of that."""
    known = page.string("sha256")
    is_one = page.type == "Source" and not page.reserved and known
    return (page.string("resource"), known, page.line_of("sha256")) if is_one else None


def check(wiki: Around, gathered: Mapping[str, tuple[str, str, int]]) -> Iterator[Finding]:
    for path, (raw, known, line) in gathered.items():
        if wiki.raw.get(raw, known) not in ("", known):
            yield Finding(path, line, 0, f"{raw} has changed since it was read", "Run kb build.")

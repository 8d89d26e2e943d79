"""OKF000 unreadable-page

A page, or a folder of the wiki, can't be read: its permissions forbid it, a link leads to itself, or it is no file.

### Why it matters

What it says is not checked, and links to it may be reported although it is there.

### Example

`wiki/notes/` belongs to another user, who lets nobody in.

### How to mend it

Give yourself permission (`chmod u+rwX`), or remove what is no page.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.around import Around
from kb.lint.rule import Finding

CODE = "OKF000"
SEVERITY = Severity.ERROR


def check(wiki: Around) -> Iterator[Finding]:
    for path, why in sorted(wiki.unreadable.items()):
        yield Finding(path, 0, 0, f"can't be read: {why}", "Give yourself permission, or remove what is no page.")

"""OKF007 not-utf8

A page is not encoded as UTF-8.

### Why it matters

The Open Knowledge Format is UTF-8. Other programs show wrong letters, or refuse the page.

### Example

A note that an old editor saved as Latin-1: "Zürich" reads "Z?rich".

### How to mend it

Open the file with its real encoding and save it as UTF-8, for example with
`iconv -f latin1 -t utf-8 note.md > note.utf8.md`.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.around import Around
from kb.lint.rule import Finding

CODE = "OKF007"
SEVERITY = Severity.ERROR


def check(wiki: Around) -> Iterator[Finding]:
    for path in sorted(wiki.undecodable):
        yield Finding(path, 0, 0, "not UTF-8: its words can't be checked for certain", "Save it as UTF-8.")

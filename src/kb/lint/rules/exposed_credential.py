"""SEC005 exposed-credential

A page holds a key, a token or a password. It is never printed: the message says only of what kind it is.
Placeholders and the examples of manuals are left alone.

### Why it matters

A wiki is committed, copied and read to models. Who has the page has the account.

### Example

A note on a server with the line `AWS_SECRET_ACCESS_KEY=` and forty characters behind it.

### How to mend it

Revoke it first: what was committed stays in the history. Then take it out of the page. What is no credential may be
allowed where it stands.
"""

from collections.abc import Iterator

from kb.credentials import credentials
from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "SEC005"
SEVERITY = Severity.ERROR


def check_page(page: Page) -> Iterator[Finding]:
    for one in credentials(page.text):
        line = page.text.count("\n", 0, one.start) + 1
        column = one.start - page.text.rfind("\n", 0, one.start)
        hint = "Revoke it, then take it out of the page."
        article = "an" if one.kind[0] in "AEIOUaeiou" else "a"
        yield Finding(page.path, line, column, f"what looks like {article} {one.kind}", hint)

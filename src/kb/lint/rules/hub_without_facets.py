"""CON006 hub-without-facets

A long article, of more than 40 sentences, has no sections.

### Why it matters

So much about one thing has parts: its history, its costs, its people. Without headings nobody finds the one they are
looking for, and kb can't write one part anew without the others.

### Example

`concepts/microsoft.md` has 64 sentences below its title and no heading.

### How to mend it

Run `kb build` with a model: it divides a concept with more than 30 claims into facets. A page that you edited is yours
to divide.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.articles import is_quoted, own_sections
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "CON006"
SEVERITY = Severity.INFO
NEEDS = "written"
_MANY = 40


def check_page(page: Page) -> Iterator[Finding]:
    long = page.written and page.type == "Concept" and len(page.sentences) > _MANY
    if long and not is_quoted(page) and not own_sections(page):
        message = f"{len(page.sentences)} sentences and no section"
        yield Finding(page.path, 0, 0, message, "kb build divides it, where a model writes.")

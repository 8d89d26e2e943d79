"""LNK003 self-link

A link leads to the page it stands on, with no heading or block behind it.
The contents, the log and the text of a source are not looked at.

### Why it matters

A click does nothing, so the reader thinks the wiki is broken. Mostly another page was meant.

### Example

`concepts/geely.md` has `[Geely](geely.md) owns [Volvo Cars](volvo-cars.md).`

### How to mend it

Take the link off, or name the heading: `[Geely's history](#history)`.
"""

import posixpath
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.page import Link, Page

CODE = "LNK003"
SEVERITY = Severity.WARNING


def check_page(page: Page) -> Iterator[Finding]:
    # A link to the page itself has its name in it.
    if page.reserved or posixpath.basename(page.path).removesuffix(".md").casefold() not in page.addresses.casefold():
        return
    for link in page.links:
        plain = link.target and not link.anchor and not link.external
        if plain and _is_own(page, link) and not page.in_source_text(link.line):
            message = "the page embeds itself" if link.embed else "a link to the page it stands on"
            yield Finding(page.path, link.line, link.column, message, "Take the link off, or name the heading.")


def _is_own(page: Page, link: Link) -> bool:
    target = link.target.partition("?")[0] if link.kind != "wikilink" else link.target
    if link.kind != "wikilink":
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target))
        return page.path in (joined, joined + ".md")
    name = target.removesuffix(".md").casefold()
    own = page.path.removesuffix(".md").casefold()
    return name in (own, own.removeprefix("wiki/"), posixpath.basename(own))

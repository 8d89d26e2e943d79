"""LNK007 normalization-mismatch

A markdown link and its file's name look alike, but are not the same characters: in one an accented letter is one
character, in the other a letter and an accent.

### Why it matters

A Mac takes both for the same. GitHub, Linux and most web servers don't: there the link leads nowhere.

### Example

`[Zürich](zürich.md)` typed with one `ü`, and a file that a Mac unpacked as `zu` and two dots.

### How to mend it

Write the name as the file has it (`kb lint --fix` does), or rename the file.
"""

import posixpath
import unicodedata
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.lint.written import retarget
from kb.wiki.page import Page

CODE = "LNK007"
SEVERITY = Severity.WARNING
NEEDS = "leads_beyond_ascii"


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    for link in page.links:
        # Only names beyond ASCII can be written in two ways.
        if link.target.isascii() or link.kind == "wikilink" or link.external:
            continue
        path = bundle.target(page, link)
        if path is None or posixpath.basename(path).removesuffix(".md") in link.target or not bundle.has(page, path):
            continue
        folder = posixpath.dirname(page.path)
        relative = posixpath.relpath(path, folder)
        fix = retarget(page, link, relative, "safe", "Write the characters that the file's name has")
        message = f"the file's name has {_form(path)}, this link {_form(link.target)}"
        yield Finding(page.path, link.line, link.column, message, "Rename the file, or copy its name.", fix=fix)


def _form(text: str) -> str:
    composed = text == unicodedata.normalize("NFC", text)
    return "accents as one character with their letter" if composed else "accents as characters of their own"

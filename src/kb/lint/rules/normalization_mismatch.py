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

CODE = "LNK007"
SEVERITY = Severity.WARNING


def check(bundle: Bundle) -> Iterator[Finding]:
    for page in bundle.in_order():
        for link in page.links if page.leads_beyond_ascii else ():
            # Only names beyond ASCII can be written in two ways.
            if link.target.isascii() or link.kind == "wikilink" or link.external:
                continue
            path = bundle.target(page, link)
            if (
                path is None
                or posixpath.basename(path).removesuffix(".md") in link.target
                or not _is_known(bundle, path)
            ):
                continue
            folder = posixpath.dirname(page.path)
            relative = posixpath.relpath(path, folder)
            fix = retarget(page, link, relative, "safe", "Write the characters that the file's name has")
            message = f"the file's name has {_form(path)}, this link {_form(link.target)}"
            yield Finding(page.path, link.line, link.column, message, "Rename the file, or copy its name.", fix=fix)


def _is_known(bundle: Bundle, path: str) -> bool:
    return path in bundle.pages or path in bundle.files or path in bundle.raw


def _form(text: str) -> str:
    composed = text == unicodedata.normalize("NFC", text)
    return "accents as one character with their letter" if composed else "accents as characters of their own"

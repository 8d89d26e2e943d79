"""ART001 edited-by-hand

A page that kb wrote has been edited since: its digest is not the one that kb left in it.

### Why it matters

It doesn't have to: an edited page is yours, and kb never overwrites it. But it no longer follows its sources. When kb
has something new to say there, it offers its version beside the page, as `page.md.new`.

### Example

Someone corrected a sentence of `concepts/geely.md` in Obsidian.

### How to mend it

Nothing needs mending. To hand the page back to kb, delete it and run `kb build`.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.draft import stamp
from kb.wiki.page import Page

CODE = "ART001"
SEVERITY = Severity.INFO


def check_page(page: Page) -> Iterator[Finding]:
    mark = stamp(page.text)
    if mark is not None and not mark.intact:
        hint = "To hand it back to kb, delete it and run kb build."
        yield Finding(page.path, 0, 0, f"edited since {mark.by} wrote it: kb leaves it as it is", hint)

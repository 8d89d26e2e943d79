"""ART001 edited-by-hand

A page that kb wrote has been edited since: its digest is not the one that kb left in it. Where sentences of it carry
no footnote now, or a footnote has lost its sentence, it is a warning.

### Why it matters

It doesn't have to: an edited page is yours, and kb never overwrites it. But it no longer follows its sources. When kb
has something new to say there, it offers its version beside the page, as `page.md.new`.

### Example

Someone corrected a sentence of `concepts/geely.md` in Obsidian.

### How to mend it

Nothing needs mending, but for sentences without footnotes: give these the footnotes of what they say. To hand the page
back to kb, delete it and run `kb build`.
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
        lost = _against_its_sources(page)
        hint = "To hand it back to kb, delete it and run kb build."
        message = f"edited since {mark.by} wrote it: kb leaves it as it is{lost and f'; {lost}'}"
        yield Finding(page.path, 0, 0, message, hint, Severity.WARNING if lost else None)


def _against_its_sources(page: Page) -> str:
    """What the edit took from the page's citations, in words."""
    if not page.written:
        return ""
    # Loaded where it is needed: few pages are edited ones.
    from kb.lint.quotes import quoted

    bare = [one for one in page.sentences if not one.labels and not quoted(one, page, one.later)]
    used = {reference.label for reference in page.references}
    unused = [one for one in page.footnotes if one.citations and one.label not in used]
    parts = (_counted(len(bare), "sentence", "without a footnote"), _counted(len(unused), "footnote", "of no sentence"))
    return " and ".join(part for part in parts if part)


def _counted(number: int, what: str, how: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'} {how}" if number else ""

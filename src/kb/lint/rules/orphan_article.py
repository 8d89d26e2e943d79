"""LNK002 orphan-article

No other page links to this one; the contents and the log don't count.
Source pages and answers are reached through footnotes and the contents, so they are left out.

### Why it matters

Nobody comes across it while reading, and a wiki's use is in its links.

### Example

`concepts/fish-ladder.md` exists, but the page on the dam writes "fish ladder" without a link.

### How to mend it

Link to it where it is spoken of, merge it into the page that covers it, or delete it.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding

CODE = "LNK002"
SEVERITY = Severity.WARNING
_LISTS = ("Contents",)
_REACHED_OTHERWISE = ("Source", "Contents", "Answer")


def check(bundle: Bundle) -> Iterator[Finding]:
    linked = _linked(bundle)
    for page in bundle.ordinary():
        # Of a page that can't be read nobody knows the type.
        if page.path not in linked and page.error is None and page.type not in _REACHED_OTHERWISE:
            yield Finding(page.path, 0, 0, "no other page links here", "Link to it where it is spoken of.")


def _linked(bundle: Bundle) -> set[str]:
    return {
        target
        for page in bundle.pages.values()
        if not page.reserved and page.type not in _LISTS
        for target in bundle.linked(page)
        if target != page.path
    }

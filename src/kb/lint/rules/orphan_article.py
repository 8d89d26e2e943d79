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

from collections.abc import Iterator, Mapping, Sequence

from kb.diagnostics import Severity
from kb.lint.around import Around
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "LNK002"
SEVERITY = Severity.WARNING
_LISTS = ("Contents",)
_REACHED_OTHERWISE = ("Source", "Contents", "Answer")


def gather(page: Page, bundle: Bundle) -> tuple[bool, Sequence[str]] | None:
    """Whether others should link to it, and the pages that it links to itself."""
    if page.reserved:
        return None
    leads = () if page.type in _LISTS else sorted({path for path in bundle.linked(page) if path} - {page.path})
    # Of a page that can't be read nobody knows the type.
    return page.error is None and page.type not in _REACHED_OTHERWISE, leads


def check(wiki: Around, gathered: Mapping[str, tuple[bool, Sequence[str]]]) -> Iterator[Finding]:
    linked = {lead for _, leads in gathered.values() for lead in leads}
    for path, (wanted, _) in gathered.items():
        if wanted and path not in linked:
            yield Finding(path, 0, 0, "no other page links here", "Link to it where it is spoken of.")

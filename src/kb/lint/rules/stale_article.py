"""ART006 stale-article

A page is older than a source that it stands on: the source was read anew after the page was written and nothing was
compiled since, or the page itself says that the source was modified later.

### Why it matters

The source may say something else by now, or something more.

### Example

`concepts/geely.md` was written on 20 November; `sources/deal.md` is from 22 November and still has `status: draft`.

### How to mend it

Run `kb build`, which writes the page anew if the source says anything else.
"""

from collections.abc import Iterator
from datetime import datetime

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.lint.voices import cited_sources
from kb.wiki.page import Page

CODE = "ART006"
SEVERITY = Severity.WARNING
NEEDS = "generated"
_HINT = "Run kb build."


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    written = _written(page)
    if written is None or page.reserved or page.type == "Source":
        return
    for source in cited_sources(bundle, page).values():
        read = _written(source)
        if source.string("status") == "draft" and read is not None and read > written:
            message = f"{source.path} was read anew on {read.date()}, after this page was written"
            yield Finding(page.path, page.line_of("generated"), 0, message, _HINT)
    for name, modified in _modified(page):
        if modified > written:
            message = f"{name} was modified on {modified.date()}, after this page was written"
            yield Finding(page.path, page.line_of("sources"), 0, message, _HINT)


def _written(page: Page) -> datetime | None:
    made = page.values.get("generated")
    return _time(made.get("at")) if isinstance(made, dict) else None


def _modified(page: Page) -> Iterator[tuple[str, datetime]]:
    listed = page.values.get("sources")
    for source in listed if isinstance(listed, list) else ():
        if isinstance(source, dict) and (at := _time(source.get("last_modified"))) is not None:
            yield str(source.get("title") or source.get("resource") or source.get("id") or "a source"), at


def _time(value: object) -> datetime | None:
    """None for what says no moment: without an offset it means another one in each country."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None

"""Pages that changed, and lines of other pages that lead to them: where a change may have done harm."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache

from kb.diagnostics import Diagnostic
from kb.lint.targets import Targets
from kb.wiki.page import Cited, Link, Page


def touched(
    found: Iterable[Diagnostic], changed: Collection[str], files: Collection[str], page_at: Callable[[str], Page | None]
) -> list[Diagnostic]:
    """Findings in changed files, and findings elsewhere on lines that link to them or rest on what they say.

    `changed` may name files that are gone; `files` are all that are there. Only pages with findings are looked at.
    """
    targets = Targets([*files, *(path for path in changed if path not in files)])

    @cache
    def lines(path: str) -> frozenset[int]:
        page = page_at(path)
        return frozenset(_lines(page, changed, targets)) if page is not None else frozenset()

    return [one for one in found if one.path in changed or one.line in lines(one.path)]


def _lines(page: Page, changed: Collection[str], targets: Targets) -> Iterator[int]:
    """The lines of a page that lead to something that changed."""
    if page.string("resource") in changed:
        # What is said of a source's raw file stands in the front matter, or of no line at all.
        yield from range(page.first_line)
    yield from (link.line for link in page.links if _of_link(link, page, targets) in changed)
    labels = {note.label for note in page.footnotes if _leads(note.citations, page, changed, targets)}
    if labels:
        yield from (note.line for note in page.footnotes if note.label in labels)
        yield from (one.line for one in page.references if one.label in labels)
        yield from (one.line for one in page.sentences if not labels.isdisjoint((*one.labels, *one.later)))


def _of_link(link: Link, page: Page, targets: Targets) -> str | None:
    if link.external:
        return None
    return targets.named(link.target, page.path) if link.kind == "wikilink" else targets.at(link.target, page.path)


def _leads(citations: Iterable[Cited], page: Page, changed: Collection[str], targets: Targets) -> bool:
    return any(targets.at(cited.page, page.path) in changed for cited in citations)

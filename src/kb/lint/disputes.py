"""A dispute's page → whether it is open, and what its sides stand on."""

from kb.lint.bundle import Bundle
from kb.wiki.page import Footnote, Page

_OPEN = ("", "open")


def is_open(page: Page) -> bool:
    return page.type == "Dispute" and page.string("status").strip().casefold() in _OPEN


def is_settled(page: Page) -> bool:
    """Whether a person said so: with any other `status` than open."""
    return page.type == "Dispute" and not is_open(page)


def blocks(bundle: Bundle, page: Page) -> list[frozenset[tuple[str, str]]]:
    """For each sentence with footnotes, that is each side, the blocks it cites: the source's page and the id."""
    return [_cited(bundle, page, one.labels) for one in page.sentences if one.labels]


def _cited(bundle: Bundle, page: Page, labels: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    notes: list[Footnote] = [page.footnote_by_label[one] for one in labels if one in page.footnote_by_label]
    found = ((bundle.cited_page(page, cited), cited.block) for note in notes for cited in note.citations)
    return frozenset((source.path, block) for source, block in found if source is not None)

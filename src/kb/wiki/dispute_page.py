"""Dispute → page: what two sources differ on, each side with its words."""

from collections.abc import Mapping

from kb.knowledge import Claim, Concept, ConceptId, Dispute
from kb.markup import escape
from kb.wiki.citing import Footnotes, Shelf, relative, source_path
from kb.wiki.concept_page import dispute_path, listing, spoken
from kb.wiki.draft import Draft
from kb.wiki.frontmatter import Value
from kb.wiki.shortening import shortened

_HOW = {"asserted": "says", "reported": "reports", "opinion": "holds", "question": "asks"}
_TITLE = 40


def dispute_page(
    dispute: Dispute, touches: tuple[ConceptId, ...], concepts: Mapping[ConceptId, Concept], shelf: Shelf
) -> Draft:
    """The page of one dispute. A person who settles it sets `status` and says so below: an edited page stays."""
    path = dispute_path(dispute)
    footnotes = Footnotes(path, shelf)
    sides = "\n".join(f"- {_side(claim, footnotes)}" for claim in dispute.sides)
    settle = f"> [!TIP]\n> What would settle it: {escape(dispute.settle)}" if dispute.settle else ""
    parts = [f"# {escape(dispute.question)}", sides, settle, listing("Related", path, touches, concepts)]
    body = "\n\n".join(part for part in (*parts, footnotes.definitions()) if part)
    return Draft(path, _front(dispute, footnotes), body)


def _side(claim: Claim, footnotes: Footnotes) -> str:
    source = footnotes.shelf.sources[claim.source]
    title = shortened(source.title, _TITLE)
    # Words that a program changed are put in nobody's mouth.
    who = f"{claim.said_by[0]}, in {title}," if claim.said_by and not source.reworded else title
    return spoken(f"{who} {_HOW[claim.stance]}", escape(claim.text)) + footnotes.refer(claim.citations)


def described(dispute: Dispute, shelf: Shelf) -> str:
    """Who differs, in one line."""
    titles = dict.fromkeys(shelf.sources[side.source].title for side in dispute.sides)
    return f"Disagreement: {'; '.join(titles)}"


def _front(dispute: Dispute, footnotes: Footnotes) -> dict[str, Value]:
    sources = footnotes.shelf.sources
    return {
        "type": "Dispute",
        "title": dispute.question,
        "description": described(dispute, footnotes.shelf),
        "sources": [
            {"id": str(one), "resource": relative(dispute_path(dispute), source_path(one)), "title": sources[one].title}
            for one in footnotes.sources
        ],
        "status": "open",
    }

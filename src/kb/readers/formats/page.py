"""Saved web pages: HTML alone, with the folder of its files, as one file by SingleFile, as a web archive (MHTML)."""

from collections.abc import Sequence
from dataclasses import replace

from kb.knowledge import Reading
from kb.readers.blocks import Draft, number
from kb.readers.reader import Beside, Unreadable
from kb.readers.web.saved import Saved, recognised, unpacked

kind = "page"
_LITTLE = 0.4


def recognise(name: str, data: bytes) -> str | None:
    """How the bytes begin, where that is how a web page begins."""
    return recognised(name, data)


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable:
    """One reading: the page's main text, with what the page says of itself."""
    saved = unpacked(data)
    if isinstance(saved, Unreadable):
        return saved
    if not saved.html.strip():
        return Unreadable("is a web page without text", "Save the page again.")
    return _read(saved)


def _read(saved: Saved) -> Sequence[Reading] | Unreadable:
    from kb.readers.web.about import about
    from kb.readers.web.elements import seen
    from kb.readers.web.main_text import main_text
    from kb.readers.web.notes import footnotes
    from kb.readers.web.pieces import pieces
    from kb.readers.web.thin import ends_at_a_wall, unreadable
    from kb.readers.web.tree import grown

    tree = grown(saved.html)
    if isinstance(tree, Unreadable):
        return tree
    said = about(tree, saved.url)
    notes = footnotes(tree.root)
    found = main_text(list(pieces(tree.root, notes.marks, notes.texts)), tree.root, notes.texts)
    drafts = _without_title([piece.draft for piece in found.pieces], said.title)
    text = " ".join(draft.text for draft in drafts)
    thin = unreadable(text, " ".join(seen(tree.head).split()), tree.left_out["script"])
    if thin is not None:
        return thin
    warnings = [*saved.warnings, *tree.warnings, *said.warnings]
    if said.costs or ends_at_a_wall(text):
        warnings.append("says that only subscribers see all of it: this may be only its beginning")
    if found.kept < _LITTLE:
        warnings.append(f"only {found.kept:.0%} of the page's words were taken for its text")
    placed = [replace(draft, lines=(1, saved.lines)) for draft in drafts] if saved.lines else drafts
    return [Reading(kind, "", said.title, number(placed), author=said.author, published=said.published, url=said.url,
                    encoding=saved.encoding, warnings=tuple(warnings))]  # fmt: skip


def _without_title(drafts: list[Draft], title: str) -> list[Draft]:
    """The page of a source opens with the title: a heading that only says it again is not part of the text."""
    first = next((at for at, draft in enumerate(drafts) if draft.kind == "heading"), None)
    said = first is not None and len(drafts) > 1 and drafts[first].text.casefold() in title.casefold()
    return drafts[:first] + drafts[first + 1 :] if first is not None and first < 3 and said else drafts

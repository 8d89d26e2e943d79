"""Saved web pages: HTML alone, with the folder of its files, as one file by SingleFile, as a web archive (MHTML)."""

from collections.abc import Sequence
from dataclasses import replace

from kb.knowledge import Reading
from kb.readers.blocks import Draft, number
from kb.readers.formats.page.saved import Saved, recognised, unpacked
from kb.readers.pictures import Album
from kb.readers.reader import Beside, Unreadable

kind = "page"
# Below it a reader should look at the page: menus may be most of it, or half an article is missing.
_LITTLE = 0.4
_SAMPLE = 8000


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
    return _read(saved, name, beside)


def _read(saved: Saved, name: str, beside: Beside) -> Sequence[Reading] | Unreadable:
    from kb.readers.formats.page.about import about
    from kb.readers.formats.page.elements import seen
    from kb.readers.formats.page.main_text import engine, main_text
    from kb.readers.formats.page.messages import thread
    from kb.readers.formats.page.notes import footnotes
    from kb.readers.formats.page.pictures import finder, in_blocks, with_pictures
    from kb.readers.formats.page.pieces import pieces
    from kb.readers.formats.page.stamps import without_stamps
    from kb.readers.formats.page.thin import FRAMES, ends_at_a_wall, unreadable
    from kb.readers.formats.page.tree import grown
    from kb.readers.language import language_of

    tree = grown(saved.html)
    if isinstance(tree, Unreadable):
        return tree
    if next(tree.head.iter("frameset"), None) is not None:
        return FRAMES
    said = about(tree, saved.url)
    talk = thread(tree.root)
    notes = footnotes(tree.root)
    album = Album(finder(saved, name, beside))
    found = with_pictures(pieces(tree.root, notes.marks, notes.texts), album.find)
    title = talk.title or said.title
    main = None if talk.bodies else main_text(found, tree.root, notes.texts)
    chosen = list(talk.spoken(found)) if main is None else without_stamps(main.pieces, said.author)
    drafts = _without_title(in_blocks(chosen, album), title)
    text = " ".join(draft.text for draft in drafts)
    titles = (title, tree.head.findtext(".//title") or "")
    thin = unreadable(text, " ".join(seen(tree.head).split()), tree.left_out["script"], titles)
    if thin is not None:
        return thin
    warnings = [*saved.warnings, *tree.warnings, *said.warnings, *album.warnings]
    if said.costs or ends_at_a_wall(text):
        warnings.append("says that only subscribers see all of it: this may be only its beginning")
    if main and main.kept < _LITTLE:
        warnings.append(f"only {main.kept:.0%} of the page's words were taken for its text")
    placed = [replace(draft, lines=(1, saved.lines)) for draft in drafts] if saved.lines else drafts
    reading = Reading(kind, "", title, number(placed), author=talk.author or said.author, url=said.url,
                      published=talk.published or said.published, language=language_of(text[:_SAMPLE]) or said.language,
                      encoding=saved.encoding, warnings=tuple(warnings), captured=saved.captured,
                      pictures=tuple(album.pictures))  # fmt: skip
    return [replace(reading, engine=engine(), kept=round(main.kept, 2)) if main else reading]


def _without_title(drafts: list[Draft], title: str) -> list[Draft]:
    """The page of a source opens with the title: a heading that only says it again is not part of the text."""
    headings = [at for at, draft in enumerate(drafts[:3]) if draft.kind == "heading"]
    said = [at for at in headings if drafts[at].text.casefold() in title.casefold()][:1]
    return [draft for at, draft in enumerate(drafts) if at not in said] if len(drafts) > 1 else drafts

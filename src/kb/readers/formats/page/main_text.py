"""The pieces of a page to those that are its text; trafilatura says which words are, the page's own tree says how."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from lxml import etree
from lxml.etree import _Element as Element

from kb.readers.formats.page.elements import found as below
from kb.readers.formats.page.elements import words as words_of
from kb.readers.formats.page.pictures import is_caption
from kb.readers.formats.page.pieces import Piece

_NO_WORD = re.compile(r"[\W_]+")
_ASIDE = frozenset(("nav", "footer", "form", "menu"))
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "toolbar", "menu", "menubar", "dialog", "alertdialog")
)
# Whole words of class names only: "shared" or "tocopherol" may name anything.
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|bcrumb|sidebar|share|sharing|social|related|recommended|"
    r"newsletter|subscribe|signup|promo|advert|ads?|banner|cookie|consent|pagination|pager|toolbar|backlinks|footer|"
    r"edit-?section|mw-editsection|navbox|catlinks|toc|table-of-contents|skip-link|comments?-form|reply-form)(?:$|[\s_-])",
    re.I,
)
_SUBTITLE = re.compile(
    r"(?:^|[\s_-])(?:subtitle|sub-?title|subhead|standfirst|deck?|lede?|vorspann|chapo)(?:$|[\s_-])", re.I
)
_FORMULA = re.compile(r"\$[^$]+\$(?:\s*\(\d+\))?\Z")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
# trafilatura's least lengths are in characters, of which Chinese and Japanese need few: their short texts fall out.
_LEAST_OF_CJK = 300
_LEAST_KEPT = 0.4
_MOST_LINKED = 0.5
_MOST_LINKED_OF_A_SENTENCE = 0.9
_ENDS = (".", "!", "?", "。", "！", "？")
# Letters and digits that hardly stand on a page twice by chance.
_SHORT = 25
_NEAREST = 4
_PART = 20
_MOST_PARTS = 0.7
# A bound on how long trafilatura can take; of what is larger all that is no menu is kept.
_TOO_MANY = 40_000
_TOO_LONG = 4_000_000
_STRUCTURE = frozenset(("code", "table"))
_LAST = _STRUCTURE | {"image"}


@dataclass(frozen=True, slots=True)
class MainText:
    pieces: tuple[Piece, ...]
    kept: float
    """How much of the words of the page's `article` or `main`, or of its body, these are."""


def main_text(found: Sequence[Piece], root: Element, labels: Mapping[Element, str]) -> MainText:
    """The pieces that are the page's text. Where too little is chosen, all of its `article` or `main` is."""
    top = _declared(root)
    inside = [piece for piece in found if _is_below(piece.within, top)]
    plain = [piece for piece in inside if _is_plain(piece, top)]
    all_of_it = max(sum(map(_unlinked, plain)), 1)
    chosen = _chosen(found, root, labels)
    kept = sum(map(_unlinked, chosen)) / all_of_it
    words = "".join(piece.draft.text for piece in chosen)
    short = len(words) < _LEAST_OF_CJK and len(_CJK.findall(words)) * 3 > len(words)
    if (kept < _LEAST_KEPT or short) and sum(map(_unlinked, plain)) > sum(map(_unlinked, chosen)):
        return MainText(tuple(plain), 1.0)
    return MainText(tuple(chosen), min(kept, 1.0))


def _chosen(found: Sequence[Piece], root: Element, labels: Mapping[Element, str]) -> list[Piece]:
    """The pieces whose words trafilatura keeps, and what it loses between them."""
    kept = _kept_words(root)
    wanted = [piece for piece in found if len(key(piece)) >= _SHORT and _is_in(key(piece), kept)]
    if not wanted:
        return []
    top = _common(wanted)
    families: set[object] = {piece.within.getparent() for piece in wanted} | {piece.within for piece in wanted}
    families |= {likeness for piece in wanted if (likeness := _likeness(piece.within))}
    sure = {id(piece) for piece in wanted}
    chosen = []
    first = min(at for at, piece in enumerate(found) if id(piece) in sure and _is_below(piece.within, top))
    # Outside these two stand menus, and what a site shows below its articles.
    last = max(at for at, piece in enumerate(found) if id(piece) in sure and _is_below(piece.within, top))
    for at, piece in enumerate(found):
        inside = _is_below(piece.within, top)
        if first <= at <= last:
            takes = inside and (_is_sure(piece, sure, top) or _belongs(piece, kept, families, top))
        elif at < first:
            takes = _opens(piece, found[at + 1 : first], families, top)
        else:
            near = not families.isdisjoint(list(piece.within.iterancestors())[:_NEAREST])
            takes = (
                inside
                and ((near and _is_shown(piece)) or piece.draft.kind in ("code", "table"))
                and _is_plain(piece, top)
            )
        if takes or piece.within in labels:
            chosen.append(piece)
    return _without_empty_headings(_without_last_links(chosen, labels))


def _is_sure(piece: Piece, sure: set[int], top: Element) -> bool:
    """Whether its words were chosen, and it is no row of links beside the text."""
    return id(piece) in sure and not (_is_mostly_linked(piece) and _is_beside(piece.within, top))


def _belongs(piece: Piece, kept: str, families: set[object], top: Element) -> bool:
    """Whether a piece between chosen ones is part of the text too."""
    if _is_beside(piece.within, top):
        return False
    if piece.draft.kind == "heading":
        return key(piece) in kept or not _is_mostly_linked(piece)
    if piece.within.tag == "img" or is_caption(piece.within):
        return True
    if piece.draft.kind in _STRUCTURE or _FORMULA.match(piece.draft.text):
        return True
    if _is_mostly_linked(piece):
        return False
    if len(key(piece)) < _SHORT:
        return bool(key(piece)) and (key(piece) in kept or _is_near(piece, families))
    return _is_near(piece, families)


def _is_shown(piece: Piece) -> bool:
    """Whether it is a picture or what stands below one."""
    return piece.picture is not None or is_caption(piece.within)


def _is_near(piece: Piece, families: set[object]) -> bool:
    """Whether it stands beside or within chosen words, or in a box like theirs."""
    return not families.isdisjoint((piece.within.getparent(), piece.within, _likeness(piece.within)))


def _likeness(element: Element) -> tuple[str, ...]:
    """Tags and classes of a box and the one around it; nothing where they have no classes."""
    boxes = [one for one in (element, element.getparent()) if one is not None]
    classes = [one.get("class") or "" for one in boxes]
    return (*(str(one.tag) for one in boxes), *classes) if all(classes) else ()


def _is_in(words: str, kept: str) -> bool:
    """Whether nearly all of the words are among the kept ones: a mark of a footnote may stand between them there."""
    parts = [words[at : at + _PART] for at in range(0, len(words), _PART)]
    return words in kept or sum(part in kept for part in parts) >= _MOST_PARTS * len(parts)


def _opens(piece: Piece, between: Sequence[Piece], families: set[object], top: Element) -> bool:
    """Whether a piece before the first chosen one is part of the text: a heading, sentences that lead to it, a box."""
    if not _is_plain(piece, top):
        return False
    if piece.draft.kind == "heading":
        return _leads(between)
    if _is_shown(piece):
        return _leads(between) and (_is_below(piece.within, top) or _is_in_article(piece.within))
    if _SUBTITLE.search(piece.within.get("class") or ""):
        return True
    near = _is_below(piece.within, top) and _is_near(piece, families)
    return near and (piece.draft.kind in ("table", "code") or piece.draft.text.endswith(_ENDS))


def _is_in_article(element: Element) -> bool:
    return next(element.iterancestors("article", "main"), None) is not None


def _leads(between: Sequence[Piece]) -> bool:
    """Whether only a few small things, a date or a name, stand between a heading and the text."""
    return len(between) <= 6 and sum(len(piece.draft.text) for piece in between) < 400


def _without_last_links(chosen: list[Piece], labels: Mapping[Element, str]) -> list[Piece]:
    """Without the ways to other pages at its end."""
    notes = [piece for piece in chosen if piece.within in labels]
    body = [piece for piece in chosen if piece.within not in labels]
    while body and body[-1].draft.kind in ("paragraph", "table") and _is_mostly_linked(body[-1]):
        body.pop()
    kept = {id(piece) for piece in (*body, *notes)}
    return [piece for piece in chosen if id(piece) in kept]


def _without_empty_headings(chosen: Sequence[Piece]) -> list[Piece]:
    """Headings with nothing below them lead nowhere: what they led to was not kept."""
    kept: list[Piece] = []
    for piece in reversed(chosen):
        level = piece.draft.level
        if level and (not kept or 0 < kept[-1].draft.level <= level):
            continue
        kept.append(piece)
    return kept[::-1]


def key(piece: Piece) -> str:
    """The letters and digits of a piece."""
    return _plain(piece.draft.text)


def _plain(words: str) -> str:
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", words)).casefold()


def engine() -> str:
    """The library that finds the text, with its version."""
    return f"trafilatura {version('trafilatura')}"


def _kept_words(root: Element) -> str:
    """The letters and digits of all that trafilatura takes for the text; nothing where it finds none."""
    from trafilatura import bare_extraction

    text = etree.tostring(root, encoding="unicode", method="html")
    if len(text) > _TOO_LONG or sum(1 for _ in root.iter()) > _TOO_MANY:
        return ""
    found = bare_extraction(text, include_comments=False, include_tables=True, with_metadata=False, favor_recall=False)
    body = getattr(found, "body", None)
    words = words_of(body) if isinstance(body, etree._Element) else ""
    return _plain(words)


def _common(wanted: Sequence[Piece]) -> Element:
    """The deepest element that holds nine tenths of the wanted words."""
    weights: dict[Element, int] = {}
    for piece in wanted:
        for one in [piece.within, *piece.within.iterancestors()]:
            weights[one] = weights.get(one, 0) + len(piece.draft.text)
    total = max(weights.values())
    # Nine tenths, as a word or two that trafilatura kept may stand in the page's head or foot.
    holding = [one for one, weight in weights.items() if weight >= 0.9 * total]
    deepest = max(holding, key=lambda one: sum(1 for _ in one.iterancestors()))
    # A single paragraph is not yet the text: what stands beside it may be.
    parent = deepest.getparent()
    return parent if parent is not None and deepest.tag in ("p", "li", "td", "blockquote") else deepest


def _declared(root: Element) -> Element:
    """The page's own `article` or `main`, the one with most words; else its body."""
    named = [*root.iter("article", "main"), *below(root, "//*[@role='main' or @role='article']")]
    body = next(root.iter("body"), root)
    found = max(named, key=lambda one: len(words_of(one)), default=body)
    return found if len(words_of(found).split()) >= 10 or _CJK.search(words_of(found)) else body


def _is_below(element: Element, top: Element) -> bool:
    return element is top or any(above is top for above in element.iterancestors())


def _is_plain(piece: Piece, top: Element) -> bool:
    return not (_is_mostly_linked(piece) or _is_beside(piece.within, top))


def _is_beside(element: Element, top: Element) -> bool:
    """Whether it stands in a part of the page that is there to lead elsewhere."""
    around = {top, *top.iterancestors()}
    for one in [element, *element.iterancestors()]:
        if one in around:
            return False
        if (
            (one.tag in _ASIDE and not (one.tag == "footer" and _is_quoted(one)))
            or one.get("role") in _ROLES
            or _BESIDE.search(f"{one.get('class') or ''} {one.get('id') or ''}")
        ):
            return True
    return False


def _is_quoted(element: Element) -> bool:
    return next(element.iterancestors("blockquote"), None) is not None


def _is_mostly_linked(piece: Piece) -> bool:
    # A sentence may be one long link and two words.
    most = _MOST_LINKED if not piece.draft.text.endswith(_ENDS) else _MOST_LINKED_OF_A_SENTENCE
    return piece.linked > most * len(piece.draft.text)


def _unlinked(piece: Piece) -> int:
    return len(piece.draft.text) - piece.linked if piece.draft.kind != "heading" else 0

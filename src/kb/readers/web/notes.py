"""The marks of footnotes in a page, and the elements that they lead to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from kb.readers.web.elements import found
from kb.readers.web.elements import words as words_of
from kb.readers.web.tree import remove

_NOTE = re.compile(r"#(?:_?fn|cite_note|footnote|_ftn\d|note|ref-?\d|sdfootnote|easy-footnote|en-?\d)", re.I)
_MARK = re.compile(
    r"[\[({]?\s*(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶]{1,3}|(?:note|nb|n|fn)\.?\s*\d{1,3})\s*[\])}]?\Z", re.I
)
_BACK = re.compile(r"[\s^↑↩︎⤴←⏎↵\ufe0e\ufe0f]*(?:jump (?:up|back)\S*|back to \S+|return)?[\s^↑↩⤴\ufe0e\ufe0f]*\Z", re.I)
_BACK_TO = re.compile(r"#(?:cite_?ref|fn-?ref|_ftnref|footnote-?ref|fnr\d|note-?ref|ref-?link)", re.I)
_HOLDERS = frozenset(("li", "p", "div", "aside", "dd", "section", "td", "tr"))
_LONGEST = 3000


@dataclass(slots=True)
class Notes:
    """Footnotes by their elements; each label names a mark and a text."""

    marks: dict[Element, str] = field(default_factory=dict)
    texts: dict[Element, str] = field(default_factory=dict)


def footnotes(root: Element) -> Notes:
    """The footnotes of a page; the links that lead back from them are taken out of the tree."""
    named = {one.get("id") or one.get("name") or "": one for one in root.iter() if one.get("id") or one.get("name")}
    notes = Notes()
    for link in list(root.iter("a")):
        target = named.get((link.get("href") or "").partition("#")[2]) if "#" in (link.get("href") or "") else None
        holder = _holder(target) if target is not None and _is_mark(link) else None
        if target is None and _NOTE.match(link.get("href") or "") and _is_mark(link):
            notes.marks[_outermost(link)] = ""
        # Notes stand behind their marks: what links from inside one leads back.
        if holder is None or _is_inside(link, notes.texts) or any(above is holder for above in link.iterancestors()):
            continue
        label = notes.texts.setdefault(holder, str(len(notes.texts) + 1))
        notes.marks[_outermost(link)] = label
    for holder in notes.texts:
        for back in list(_ways_back(holder)):
            remove(back)
    return notes


def _is_mark(link: Element) -> bool:
    href, words = link.get("href") or "", words_of(link).strip()
    if not href.startswith("#") or not _MARK.match(words):
        return False
    roles = f"{link.get('role') or ''} {link.get('class') or ''} {link.get('rel') or ''}"
    raised = any(one.tag == "sup" for one in [*list(link.iterancestors())[:2], *link])
    return raised or "noteref" in roles or "footnote" in roles or bool(_NOTE.match(href))


def _holder(target: Element) -> Element | None:
    """The block that an address inside the page leads to."""
    near = [target, *list(target.iterancestors())[:3]]
    found = next((one for one in near if one.tag in _HOLDERS), None)
    return found if found is not None and len(words_of(found)) <= _LONGEST else None


def _outermost(link: Element) -> Element:
    parent = link.getparent()
    if (
        parent is not None
        and parent.tag in ("sup", "span")
        and len(parent) == 1
        and not (parent.text or "").strip(" [(")
    ):
        return _outermost(parent) if parent.tag == "span" else parent
    return link


def _is_inside(mark: Element, holders: dict[Element, str]) -> bool:
    return any(above in holders for above in mark.iterancestors())


def _ways_back(holder: Element) -> Iterator[Element]:
    yield from found(holder, ".//*[@class='mw-cite-backlink']")
    for link in holder.iter("a"):
        href, text = link.get("href") or "", words_of(link)
        kinds = f"{link.get('class') or ''} {link.get('role') or ''} {link.get('rev') or ''}"
        named = "backref" in kinds or "backlink" in kinds
        if href.startswith("#") and (named or _BACK.match(text) or _BACK_TO.match(href)):
            yield link

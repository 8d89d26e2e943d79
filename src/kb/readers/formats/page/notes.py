"""The marks of footnotes in a page, and the elements that they lead to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from kb.readers.formats.page.elements import found
from kb.readers.formats.page.elements import words as words_of
from kb.readers.formats.page.tree import remove

_NOTE = re.compile(
    r"#(?:_?fn|cite_note|footnote|_ftn\d|note|ref-?\d|sdfootnote|easy-footnote|en-?\d|f\d+n\b|bib\.|bibr?\d)", re.I
)
_MARK = re.compile(
    r"[\[({]?\s*(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶]{1,3}|(?:note|nb|n|fn)\.?\s*\d{1,3})\s*[\])}]?\Z", re.I
)
_BACK = re.compile(r"[\s^↑↩︎⤴←⏎↵\ufe0e\ufe0f]*(?:jump (?:up|back)\S*|back to \S+|return)?[\s^↑↩⤴\ufe0e\ufe0f]*\Z", re.I)
_BACK_TO = re.compile(
    r"#(?:cite_?ref|fn-?ref|_ftnref|footnote-?ref|fnr\d|note-?ref|(?:foot)?note-anchor|ref-?link)", re.I
)
_ASIDE = re.compile(r"(?:^|\s)(?:sidenote|marginnote|ltx_role_footnote)(?:$|\s)")
_INNER_MARK = re.compile(r"(?:^|\s)(?:ltx_note_mark|ltx_tag_note|sidenote-number|footnote-number)(?:$|\s)")
_BLOCKS = ("p", "li", "div", "dd", "td", "blockquote", "section", "article", "body")
_NUMBER = re.compile(r"(?:^|\s)(?:ltx_tag_bibitem|footnote-number)(?:$|\s)")
_HOLDERS = frozenset(("li", "p", "div", "aside", "dd", "section", "td", "tr"))
_LONGEST = 3000
_MOST_BESIDE = 1000


@dataclass(slots=True)
class Notes:
    """Footnotes by their elements; each label names a mark and a text."""

    marks: dict[Element, str] = field(default_factory=dict)
    texts: dict[Element, str] = field(default_factory=dict)


def footnotes(root: Element) -> Notes:
    """The footnotes of a page; the links that lead back from them are taken out of the tree, notes at the side of a
    paragraph are set behind it."""
    beside = [one for one in root.iter("span", "small") if _ASIDE.search(one.get("class") or "")]
    for number, aside in enumerate(beside[:_MOST_BESIDE]):
        _set_apart(aside, f"kb-note-{number}")
    for link in list(root.iter("a")):
        _unbracket(link)
        _boxed(link)
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
        for back in [*_ways_back(holder), *(one for one in holder.iter() if _NUMBER.search(one.get("class") or ""))]:
            remove(back)
    return notes


def _set_apart(aside: Element, name: str) -> None:
    """Puts a note that stands in the middle of a paragraph behind it, and a link to it in its place."""
    block = next((one for one in aside.iterancestors() if one.tag in _BLOCKS), None)
    parent = aside.getparent()
    if block is None or parent is None or block.getparent() is None or not words_of(aside).strip():
        return
    for mark in [one for one in aside.iter() if _INNER_MARK.search(one.get("class") or "")]:
        remove(mark)
    before = aside.getprevious()
    while before is not None and before.tag in ("input", "label", "span") and not (before.tail or "").strip():
        if "margin-toggle" in (before.get("class") or ""):
            remove(before)
            break
        before = before.getprevious()
    raised = etree.Element("sup")
    link = etree.SubElement(raised, "a", href=f"#{name}")
    link.text, raised.tail = "1", aside.tail
    aside.tail = None
    parent.replace(aside, raised)
    aside.tag = "div"
    aside.set("id", name)
    after = block
    while (following := after.getnext()) is not None and (following.get("id") or "").startswith("kb-note-"):
        after = following
    aside.tail, after.tail = after.tail, None
    after.addnext(aside)


def _unbracket(link: Element) -> None:
    """Takes away the brackets around a link that is the mark of a note, and makes a raised mark of it."""
    if not _NOTE.match(link.get("href") or "") or not _MARK.match(words_of(link).strip()):
        return
    before, parent = link.getprevious(), link.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else ""
    if parent is None or not (text or "").rstrip().endswith("[") or not (link.tail or "").lstrip().startswith("]"):
        return
    link.tail = (link.tail or "").lstrip()[1:]
    text = (text or "").rstrip()[:-1].rstrip()
    if before is not None:
        before.tail = text
    else:
        parent.text = text


def _boxed(anchor: Element) -> None:
    """Gives a note that only an anchor and line breaks set apart a box of its own."""
    parent, before = anchor.getparent(), anchor.getprevious()
    if not re.match(r"f\d+n\Z", anchor.get("name") or "") or parent is None or before is None or before.tag != "br":
        return
    box = etree.Element("div", id=anchor.get("name") or "")
    following = list(anchor.itersiblings())
    box.text = re.sub(r"\A\s*[\])]\s*", "", anchor.tail or "")
    before.tail = re.sub(r"[\[(]\s*\Z", "", before.tail or "")
    anchor.tail = None
    parent.replace(anchor, box)
    for one in following:
        if one.tag == "br":
            break
        box.append(one)


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

"""What pages say in the place of an author to the names of people; words that name nobody are dropped."""

import re
from collections.abc import Sequence

from lxml.etree import _Element as Element

from kb.markup import fold
from kb.readers.formats.page.elements import found
from kb.readers.formats.page.elements import words as words_of

_BY = re.compile(
    r"(?:written by|words by|posted by|view all posts by|by|von|par|por|autor(?:in)?|author|auteur|بقلم|文|作者)\b"
    r"[:：\s]+",
    re.I,
)
_LINE = re.compile(r"(?:(?:written |words |posted )?by|von|par|por|بقلم|作者)[:：]?\s+\S", re.I)
_PARTICLES = frozenset("de da di del der den van von la le du dos zu zur ten ter bin ibn al el y".split())
# "By Ann Lee, Lisbon": newspapers put the place behind.
_PLACE = re.compile(r",\s*[^\s,]+\Z")
_LONGEST_LINE = 90
_ROLE = re.compile(
    r"\b(?:editors?|editorial|staff|team|admin(?:istrator)?|contributors?|databases?|authority|control|wiki\w*|guest|user|correspondents?|reporters?|writers?|journalists?|"
    r"newsroom|redaktion|rédaction|press|office|website|blog|unknown|anonymous|authors?|read more|follow|subscribe)\b",
    re.I,
)
# A first and a last name, with a middle one or its letter.
_OWNER = re.compile(r"[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]*\.?)? [^\W\d_][\w'’-]+")
_PUBLISHER = re.compile(
    r"\b(?:the|news|times|post|daily|journal|magazine|review|herald|gazette|tribune|media|group|labs?|inc|corp|ltd|llc|gmbh"
    r"|company|institute?|university|school|college|foundation|society|association|council|research|studios?|books"
    r"|publishing|blogs?|digital|docs|documentation|engineering|software|technolog\w+|systems|project|network|today"
    r"|weekly|online|radio|tv|zeitung|museum|library|data|science|scientist|security|cloud|web|world|street|house|hub)\b",
    re.I,
)
_BEHIND = re.compile(
    r"\s*(?:[|·•–—]|\bon\s+(?=[A-Z]\w+day|\d)|\bPublished\b|\bUpdated\b|\d{1,2}[./ ]|[A-Z][a-z]{2,8}\.? \d{1,2},).*\Z"
)
_AND = re.compile(r"\s*(?:,\s*(?:and|und|et|y)\s|,|;|&|\s(?:and|und|et|y)\s)\s*")
_LONGEST = 5
_MOST = 30
_FEW = 5


def named(said: Sequence[str], site: str) -> tuple[str, ...]:
    """The people in what a page says; at most thirty."""
    found: dict[str, None] = {}
    for text in said:
        text = _BEHIND.sub("", _BY.sub("", text.strip(), count=1))
        for name in _AND.split(text):
            name = _BY.sub("", name, count=1).strip(" ,.;:|-–—")
            if _is_person(name, site):
                found[name] = None
    return tuple(found)[:_MOST]


def _is_person(name: str, site: str) -> bool:
    if not name or len(name) > 60 or len(name.split()) > _LONGEST or name.casefold() == site.casefold():
        return False
    if "/" in name or "@" in name or "http" in name or any(char.isdigit() for char in name):
        return False
    return name[0].isalpha() and not _ROLE.search(name)


def papers_authors(head: Element) -> list[str]:
    """The authors of a paper, whose page names each on its own and the family first."""
    # Highwire's tags, which Google Scholar reads: "Lee, Ann", one tag an author.
    said = [fold(one.get("content") or "") for one in head.iter("meta") if one.get("name") == "citation_author"]
    return [" ".join(reversed(one.split(", "))) if one.count(", ") == 1 else one for one in said]


def marked(root: Element) -> list[str]:
    """What stands in the elements that pages mark as their author's; all names where several are marked as such."""

    def classed(name: str) -> str:
        return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"

    people = _short(_names_in(found(root, "//*[@rel='author' or @itemprop='author']")))
    papers = _short(found(root, f"//*[{classed('ltx_personname')}]"))
    classes = ("byline", "author", "p-author", "author-name", "byline-name", "post-author", "entry-author")
    return papers or people[:_FEW] or _short(found(root, f"//*[{' or '.join(map(classed, classes))}]"))[:1]


def _names_in(marked_as: Sequence[Element]) -> list[Element]:
    """The names in what pages mark as an author, who may have a title and a portrait too."""
    names = {one: found(one, ".//*[@itemprop='name']")[:1] for one in marked_as}
    return [name for one in marked_as for name in names[one] or [one]]


def owner(said: Sequence[str], site: str) -> tuple[str, ...]:
    """The person whose own site the page is of: it bears the name that the page gives for its author."""
    names = [name for name in said if name.casefold() == site.casefold() and _OWNER.fullmatch(name)]
    return named([name for name in names if not _PUBLISHER.search(name)], "")


def bylines(root: Element) -> list[str]:
    """Lines that say by whom the page is, and the name over a mail of an archive."""
    # Pipermail's pages.
    mails = found(root, "//h1/following-sibling::*[1][self::b][following-sibling::*[1][starts-with(@href, 'mailto:')]]")
    boxes = "self::p or self::div or self::span or self::li or self::address"
    lines = _short(found(root, f"//*[{boxes}][not(.//*[{boxes}])]"))
    said = [_PLACE.sub("", line) for line in lines if _LINE.match(line) and _is_named(_BY.sub("", line, count=1))]
    return _short(mails) or said[:1]


def _short(elements: Sequence[Element]) -> list[str]:
    lines = (fold(words_of(one)) for one in elements)
    return [line for line in lines if line and len(line) < _LONGEST_LINE]


def _is_named(line: str) -> bool:
    """Whether the first words of a line are a person's first and last name."""
    words = re.split(r"[\s]+", line.strip())[:2]
    return len(words) == 2 and all(word[:1].isupper() or word.lower() in _PARTICLES for word in words)

"""Pages on which several people write to each other, by the shapes of the sites that many are saved from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from lxml.etree import _Element as Element

from kb.markup import fold
from kb.readers.clock import iso_date
from kb.readers.formats.page.elements import found
from kb.readers.formats.page.elements import words as words_of
from kb.readers.formats.page.pieces import Piece

_MOMENT = re.compile(r"\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)")
_CLASS = re.compile(r"\.([\w-]+)")
_ATTRIBUTE = re.compile(r"\[([\w-]+)(?:=([\w-]+))?\]")


@dataclass(frozen=True, slots=True)
class _Shape:
    """Selectors: the element that is a message, in it its words, who wrote them and when."""

    around: str
    body: Sequence[str]
    speaker: str
    """Selector, or @ and the name of the message's own attribute."""
    when: str
    last: bool = False
    """Whether the last of several names is the author's: others have edited."""


# Hacker News, Reddit old and new, Mastodon, GitHub, Discourse for crawlers and readers, Stack Exchange.
_SHAPES = (
    _Shape("table.fatitem", (".toptext",), "a.hnuser", ".age"),
    _Shape("tr.comtr", (".commtext",), "a.hnuser", ".age"),
    _Shape("div.thing[data-author]", (".usertext-body .md",), "@data-author", "time"),
    _Shape("shreddit-post[author]", ("[slot=text-body]",), "@author", "time"),
    _Shape("shreddit-comment[author]", ("[slot=comment]",), "@author", "time"),
    _Shape(".detailed-status", (".status__content__text", ".media-gallery"), ".display-name__html", "time"),
    _Shape(".status", (".status__content__text", ".media-gallery"), ".display-name__html", "time"),
    _Shape(".comment", (".js-comment-body",), "a.author", "relative-time"),
    _Shape(".crawler-post", (".post",), "[itemprop=author] [itemprop=name]", "time"),
    _Shape("article[data-post-id]", (".cooked",), ".username", "[data-time]"),
    _Shape(".question", (".js-post-body",), ".post-signature .user-details a", ".user-action-time [title]", last=True),
    _Shape(".answer", (".js-post-body",), ".post-signature .user-details a", ".user-action-time [title]", last=True),
    _Shape("li.comment", (".comment-copy",), ".comment-user", ".comment-date"),
)
_TITLES = (".titleline a", "div.thing a.title", ".js-issue-title")
_LINK = "table.fatitem .titleline"
"""What the story of Hacker News leads to."""
_INDENT = ".ind"
_STEP = 40
"""Pixels by which an answer stands to the right of what it answers, on pages that don't tell its depth."""
_OPENERS = ("table.fatitem a.hnuser",)
_OPENED = ("table.fatitem .age",)


@dataclass(frozen=True, slots=True)
class Message:
    """Who wrote the words of some elements."""

    speaker: str
    when: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """The messages of a page by the elements that hold their words; none on a page that is no conversation."""

    bodies: Mapping[Element, Message]
    title: str = ""
    author: tuple[str, ...] = ()
    published: str = ""
    """ISO 8601, a day."""

    def spoken(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """The pieces that are somebody's words, with whose they are."""
        for piece in pieces:
            near = [piece.within, *piece.within.iterancestors()]
            message = next((self.bodies[one] for one in near if one in self.bodies), None)
            if message is not None:
                kind = "turn" if piece.draft.kind == "paragraph" else piece.draft.kind
                said = replace(piece.draft, kind=kind, speaker=message.speaker, when=message.when, to=message.to)
                yield replace(piece, draft=said)


def thread(root: Element) -> Thread:
    """The conversation that the page is."""
    shapes: dict[Element, _Shape] = {}
    for shape in _SHAPES:
        for message in found(root, _path(shape.around)):
            if message not in shapes and any(found(message, _path(body)) for body in shape.body):
                shapes[message] = shape
    speakers = {message: _speaker(message, shape, shapes) for message, shape in shapes.items()}
    answered = _answered(shapes)
    bodies = {}
    for message, shape in shapes.items():
        above = next((one for one in message.iterancestors() if one in shapes), answered.get(message))
        to = speakers[above] if above is not None else ""
        for body in [one for path in shape.body for one in _own(message, path, shapes)]:
            bodies[body] = Message(speakers[message], _when(message, shape, shapes), to)
    if not bodies:
        return Thread({})
    for body in [one for one in bodies if one.tag == "span"]:
        _box(body)
    titles = [fold(words_of(one)) for path in _TITLES for one in found(root, _path(path))]
    openers = [fold(words_of(one)) for path in _OPENERS for one in found(root, _path(path))]
    opened = [one.get("title") or "" for path in _OPENED for one in found(root, _path(path))]
    first = next(bodies[one] for one in root.iter() if one in bodies)
    for line in found(root, _path(_LINK)):
        if openers and opened and _is_address(line):
            bodies[line] = Message(openers[0], _moment(opened[0]))
    author = next((one for one in (*openers, first.speaker) if one), "")
    published = iso_date(opened[0] if opened else first.when)
    return Thread(bodies, titles[0] if titles else "", (author,) if author else (), published)


def _is_address(line: Element) -> bool:
    """Makes of the line with a story's title, where it leads to another page, a paragraph of that address."""
    address = next((one.get("href") or "" for one in line.iter("a")), "")
    if not address.startswith(("http://", "https://")):
        return False
    line.clear()
    line.tag, line.text = "p", address
    for around in list(line.iterancestors("td", "tr", "tbody", "table"))[:4]:
        around.tag = "div"
    return True


def _answered(shapes: Mapping[Element, _Shape]) -> dict[Element, Element]:
    """What each message answers, where a page tells it only by how far to the right a message stands."""
    answered: dict[Element, Element] = {}
    # The words of a story are what the outermost comments answer.
    open_ones: list[tuple[int, Element]] = []
    for message in shapes:
        depth = _depth(message)
        while depth is not None and open_ones and open_ones[-1][0] >= depth:
            open_ones.pop()
        if depth is not None and open_ones:
            answered[message] = open_ones[-1][1]
        open_ones.append((-1 if depth is None else depth, message))
    return answered


def _depth(message: Element) -> int | None:
    indented = next(iter(found(message, _path(_INDENT))), None)
    if indented is None:
        return None
    said = indented.get("indent") or ""
    widths = [one.get("width") or "" for one in indented.iter("img")]
    width = int(widths[0]) // _STEP if widths and widths[0].isdecimal() else 0
    return int(said) if said.isdecimal() else width


def _box(body: Element) -> None:
    """Makes words that stand inside a line, or an item of a list, a block of their own."""
    body.tag = "div"
    for one in list(body.iterancestors())[:5]:
        if one.tag in ("li", "ul"):
            one.tag = "div"


def _speaker(message: Element, shape: _Shape, shapes: Mapping[Element, _Shape]) -> str:
    if shape.speaker.startswith("@"):
        return fold(message.get(shape.speaker[1:]) or "")
    names = [fold(words_of(one)) for one in _own(message, shape.speaker, shapes)]
    return (names[-1] if shape.last else names[0]) if names else ""


def _when(message: Element, shape: _Shape, shapes: Mapping[Element, _Shape]) -> str:
    """The day, and the minute where the page tells it, that a message was written."""
    for one in _own(message, shape.when, shapes):
        for said in (one.get("datetime"), one.get("title"), fold(words_of(one))):
            if moment := _moment(said or ""):
                return moment
    return ""


def _moment(said: str) -> str:
    moment, day = _MOMENT.match(said), iso_date(said)
    if moment:
        return f"{moment[1]} {moment[2]}"
    return day if len(day) == len("2026-01-01") else ""


def _own(message: Element, selector: str, shapes: Mapping[Element, _Shape]) -> list[Element]:
    """What a selector finds in a message and in none of the messages inside it."""
    inside = found(message, _path(selector))
    return [one for one in inside if next((up for up in one.iterancestors() if up in shapes), None) is message]


@cache
def _path(selector: str) -> str:
    """The XPath of a selector of tags, classes and attributes."""
    steps = []
    for step in selector.split():
        # A translator of the few selectors above: the one of lxml is a package of its own.
        plain = _ATTRIBUTE.sub("", step)
        holds = [f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in _CLASS.findall(plain)]
        holds += [f"@{name}='{value}'" if value else f"@{name}" for name, value in _ATTRIBUTE.findall(step)]
        steps.append((plain.split(".")[0] or "*") + "".join(f"[{one}]" for one in holds))
    return ".//" + "//".join(steps)

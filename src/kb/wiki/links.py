"""Brackets of a body into links and footnote marks, with their places."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from kb.wiki.body import Body
from kb.wiki.page import Link, LinkKind, Reference

_TARGET = r"<[^<>\n]*>|(?:[^\s()<]|\((?:[^\s()]|\([^\s()]*\))*\))(?:[^\s()]|\((?:[^\s()]|\([^\s()]*\))*\))*|"
_TITLE = r"(?:\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\([^()]*\)))?"
# Every alternative begins with a plain character: a search then skips text at the speed of C.
_TOKEN = re.compile(
    rf"""\[(?:(?P<shown>[^^\[\]\n][^\[\]\n]*)\]\((?P<to>[^\s()<>]+)\)|\[(?P<inner>[^\[\]\n]+)\]\](?!\()|\^(?P<label>[^\[\]\s]+)\]|)
    |\](?:\([ \t]*\n?[ \t]*(?P<target>{_TARGET}){_TITLE}\s*\)|\[(?!\^)(?P<name>[^\[\]]*)\]|)
    |<(?P<url>[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]*)>""",
    re.X,
)
_DEFINITION = re.compile(rf"^ {{0,3}}\[(?!\^)([^\[\]]+)\]:[ \t]*\n?[ \t]*(?=\S)({_TARGET}){_TITLE}[ \t]*$", re.M)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PIPE = re.compile(r"\\?\|")


class Brackets(NamedTuple):
    links: tuple[Link, ...]
    references: tuple[Reference, ...]


def brackets(body: Body, notes: tuple[tuple[int, int], ...]) -> Brackets:
    """Every link, and every footnote mark that is not the head of a definition; `notes` are the definitions' ranges."""
    plain = plain_links(body) if not notes else None
    return Brackets(plain, ()) if plain is not None else any_brackets(body, notes)


def any_brackets(body: Body, notes: tuple[tuple[int, int], ...]) -> Brackets:
    """As `brackets`, token by token whatever the page holds."""
    links: list[Link] = []
    references: list[Reference] = []
    heads = {start for start, _ in notes}
    for found in _found(body, definitions(body)):
        if isinstance(found, re.Match):
            if found.start() not in heads:
                references.append(Reference(found["label"], *body.place(found.start())))
        else:
            links.append(_link(body, found, notes))
    return Brackets(tuple(links), tuple(references))


_PLAIN = re.compile(r"\[(?:([^^\[\]\n][^\[\]\n]*)\]\(([^\s()<>\\&%\x1a]+)\)|\[([^\[\]\n|#\x1a]+)\]\](?!\())")


def plain_links(body: Body) -> tuple[Link, ...] | None:
    """The links of a page that are all of the commonest kinds, with nothing to decode; None where one is another.

    The same as to go through all tokens, in half of the time.
    """
    text, masked = body.text, body.masked
    if "<" in masked:
        return None
    links: list[Link] = []
    names = at = 0
    line = body.first_line
    for match in _PLAIN.finditer(masked):
        start, (shown, address, name) = match.start(), match.groups()
        embed = start > 0 and masked[start - 1] == "!"
        line += text.count("\n", at, start)
        at = start
        column = start - embed - text.rfind("\n", 0, start)
        if name is not None:
            names += 1
            name = name.strip()
            links.append(Link("wikilink", name, "", name, line, column, embed))
        else:
            shown = text[match.start(1) : match.end(1)].strip()
            target, _, anchor = address.partition("#")
            links.append(Link("markdown", target, anchor, shown, line, column, embed))
    # What opens or closes nothing may still take for its own what stands around it.
    known = len(links) + names
    return tuple(links) if masked.count("[") == known and masked.count("]") == known else None


class _Found(NamedTuple):
    kind: LinkKind
    start: int
    written: str
    text: str


def definitions(body: Body) -> Mapping[str, str]:
    """Targets of `[name]: target` lines."""
    if "]:" not in body.masked:
        return {}
    found: dict[str, str] = {}
    for match in _DEFINITION.finditer(body.masked):
        found.setdefault(reference_name(body.text[slice(*match.span(1))]), body.text[match.start(2) : match.end(2)])
    return found


def reference_name(text: str) -> str:
    return " ".join(text.split()).casefold()


def _found(body: Body, definitions: Mapping[str, str]) -> Iterator["_Found | re.Match[str]"]:
    """Links as they close, and matches of footnote marks."""
    openings: list[int] = []
    for match in _TOKEN.finditer(body.masked):
        kind = match.lastgroup
        if kind == "to":
            target = body.text[match.start("to") : match.end("to")]
            yield _Found("markdown", match.start(), target, body.text[match.start("shown") : match.end("shown")])
        elif kind == "inner":
            yield _wikilink(body, match)
        elif kind == "label":
            yield match
        elif kind == "url":
            yield _Found("autolink", match.start(), match["url"], match["url"])
        # A link is known when it closes: an image inside it closes, and counts, before it.
        elif match.group() == "[":
            openings.append(match.start())
        elif openings:
            link = _closed(body, openings.pop(), match, definitions)
            if link:
                yield link


def _wikilink(body: Body, match: re.Match[str]) -> _Found:
    inner = body.text[match.start("inner") : match.end("inner")]
    if "|" not in inner:
        return _Found("wikilink", match.start(), inner, inner)
    target, *shown = _PIPE.split(inner, maxsplit=1)
    return _Found("wikilink", match.start(), target, (shown or [target])[0])


def _closed(body: Body, opening: int, closing: re.Match[str], definitions: Mapping[str, str]) -> _Found | None:
    """The link between two brackets, if they make one: in one paragraph, with a target or a defined name."""
    if "\n\n" in body.masked[opening : closing.start()]:
        return None
    text = body.text[opening + 1 : closing.start()]
    if closing["target"] is not None:
        return _Found("markdown", opening, body.text[closing.start("target") : closing.end("target")], text)
    # [a][] and [a] take their own text for the name.
    named = body.text[slice(*closing.span("name"))] if closing["name"] else text
    name = reference_name(named) if definitions else ""
    if name not in definitions or (closing["name"] is None and _defines(body.masked, opening, closing.end())):
        return None
    return _Found("reference", opening, definitions[name], text)


def _defines(masked: str, start: int, end: int) -> bool:
    """Whether the brackets are the name of a definition."""
    return masked.startswith(":", end) and _DEFINITION.match(masked, masked.rfind("\n", 0, start) + 1) is not None


def _link(body: Body, found: _Found, notes: tuple[tuple[int, int], ...]) -> Link:
    path, anchor = _wiki_target(found.written) if found.kind == "wikilink" else _target(found.written)
    embed = body.masked.startswith("!", found.start - 1) if found.start else False
    line, column = body.place(found.start - embed)
    cites = bool(notes) and found.start >= notes[0][0] and any(start <= found.start < end for start, end in notes)
    return Link(found.kind, path, anchor, found.text.strip(), line, column, embed, cites)


def _wiki_target(written: str) -> tuple[str, str]:
    """Page and the last of its headings: [[Page#Chapter#Section]]."""
    path, _, anchor = written.partition("#")
    return path.strip(), anchor.rpartition("#")[2].strip()


def _target(written: str) -> tuple[str, str]:
    if written.startswith("<") and written.endswith(">"):
        written = written[1:-1]
    if "\\" in written:
        written = _ESCAPED.sub(r"\1", written)
    path, _, anchor = html.unescape(written).partition("#")
    return (unquote(path), unquote(anchor)) if "%" in written else (path, anchor)


_PROPERTY = re.compile(r"[\"']\[\[([^\[\]\n]+)\]\][\"']")


def quoted_wikilinks(front: str) -> tuple[Link, ...]:
    """Wikilinks in the front matter, which Obsidian follows when they stand in quotes."""
    if "[[" not in front:
        return ()
    found: list[Link] = []
    for number, line in enumerate(front.split("\n"), 2):
        for match in _PROPERTY.finditer(line):
            target, *shown = _PIPE.split(match.group(1), maxsplit=1)
            path, anchor = _wiki_target(target)
            found.append(Link("wikilink", path, anchor, (shown or [target])[0], number, match.start() + 2))
    return tuple(found)

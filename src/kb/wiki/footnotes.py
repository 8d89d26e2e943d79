"""Definitions of footnotes: their label, their text, and the quotes with the blocks that they cite."""

import re
from urllib.parse import unquote

from kb.wiki.body import Body
from kb.wiki.page import FOREIGN, Cited, Footnote

_DEFINITION = re.compile(
    r"""^[ ]{0,3}\[\^(?P<label>[^\[\]\s]+)\]:[ \t]*
    (?P<text>[^\n]*
        (?:\n(?![ ]{0,3}\[\^|\#|[-*+>|][ \t])[^\n]*\S[^\n]*)*
        (?:\n[ \t]*\n(?:[ ]{4}|\t)[^\n]*\S[^\n]*)*)""",
    re.M | re.X,
)
# The quote ends at the mark before the link, so it may hold quote marks and semicolons of its own.
_CITED = re.compile(
    r"""["“](?P<quote>(?:[^"”]++|["”])+?)["”][ ]—[ ]
    \[(?P<where>(?:[^\\\]]++|\\.|\\|\](?!\())*)\]
    \((?P<page>(?:[^()\s#]++|\([^()\s#]*\))*)\#\^(?P<block>[A-Za-z0-9-]+)\)""",
    re.X | re.S,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def footnotes(body: Body) -> tuple[tuple[Footnote, ...], tuple[tuple[int, int], ...]]:
    """The definitions, and the ranges of characters they take."""
    if "[^" not in body.masked:
        return (), ()
    found: list[Footnote] = []
    ranges: list[tuple[int, int]] = []
    for match in body.at_lines_with("[^", _DEFINITION):
        text = body.text[match.start("text") : match.end("text")].strip()
        head = match.start() + match.group().index("[")
        cited = () if match["label"].startswith(FOREIGN) else citations(text)
        found.append(Footnote(match["label"], text, body.line(head), cited))
        ranges.append((head, match.end()))
    return tuple(found), tuple(ranges)


def citations(text: str) -> tuple[Cited, ...]:
    """Each `"quote" — [where](page#^block)` of a footnote's text."""
    if "#^" not in text:
        return ()
    return tuple(
        Cited(_bare(match["quote"]), _bare(match["where"]), unquote(match["page"]), match["block"])
        for match in _CITED.finditer(text)
    )


def _bare(markdown: str) -> str:
    return _ESCAPED.sub(r"\1", markdown) if "\\" in markdown else markdown

"""reStructuredText and AsciiDoc to blocks: as much of them as prose needs is turned into markdown, line for line."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kb.knowledge import Reading
from kb.readers import markdown
from kb.readers.blocks import number
from kb.readers.reader import File, Line

kind = "manual"

_RST = (".rst", ".rest")
_ADOC = (".adoc", ".asciidoc", ".asc")
_RULE = re.compile(r"([=\-~`^\"'#*+.:_])\1{2,}[ \t]*$")
_DIRECTIVE = re.compile(r"\.\. (?:\|[^|]*\| )?([\w:-]+)::[ \t]*(.*)$")
_SPOKEN = frozenset("note warning tip hint important caution attention danger admonition seealso".split())
_LISTING = frozenset("code code-block sourcecode literalinclude parsed-literal".split())
_OPTION = re.compile(r"[ \t]+:[\w -]+:(?:[ \t]|$)")
_ADOC_TITLE = re.compile(r"(={1,6})[ \t]+(?=\S)")
_ADOC_SILENT = re.compile(
    r"\[[^\]\n]*\]$|:!?[\w-]+!?:|//(?!/)|(?:image|include|toc|ifdef|ifndef|endif)::|={4,}$|\*{4,}$"
)
_ADOC_FENCE = re.compile(r"(?:-{4,}|\.{4,})$")
_ADOC_LINK = re.compile(r"(?:link:)?(https?://[^\s\[\]]+)\[([^\]\n]+)\]")


def recognise(file: File) -> str | None:
    name = file.name.lower()
    texts = [line.text for line in file.lines[:400]]
    if name.endswith(_RST):
        titled = any(_RULE.match(two) and one.strip() for one, two in pairwise(texts))
        return "reStructuredText" if titled or any(_DIRECTIVE.match(text) for text in texts) else None
    return "AsciiDoc" if name.endswith(_ADOC) and any(_ADOC_TITLE.match(text) for text in texts) else None


def read(file: File) -> list[Reading]:
    texts = [line.text for line in file.lines]
    made = enumerate(_adoc(texts)) if file.name.lower().endswith(_ADOC) else _rst(texts)
    marked = [Line(file.lines[at].number, text) for at, text in made]
    return [Reading(kind, "", "", number(markdown.drafts(marked)))]


def _adoc(texts: Sequence[str]) -> Iterator[str]:
    fenced = False
    for text in texts:
        title = _ADOC_TITLE.match(text)
        if _ADOC_FENCE.match(text):
            fenced = not fenced
            yield "```"
        elif fenced:
            yield text
        elif title:
            yield "#" * len(title[1]) + " " + text[title.end() :]
        elif _ADOC_SILENT.match(text):
            yield ""
        else:
            yield _ADOC_LINK.sub(r"[\2](\1)", re.sub(r"^\*{1,5}[ ]", "- ", text))


def _rst(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Lines of markdown, each with the place of the line that it was made of."""
    levels: list[str] = []
    at = 0
    while at < len(texts):
        text = texts[at]
        end, style = at + 1, _style(texts[at : at + 3])
        if style:
            levels += [] if style in levels else [style]
            end = at + (3 if len(style) == 2 else 2)
            yield end - 2, "#" * min(6, levels.index(style) + 1) + " " + _inline(texts[end - 2].strip())
            yield end - 1, ""
        elif text.startswith(".. ") or text.rstrip() == ".." or text.rstrip().endswith("::"):
            end = _behind_indented(texts, at)
            # A listing takes one line more than it had, for it has to be closed.
            yield from ((min(at + by, end - 1), line) for by, line in enumerate(_explicit(texts[at:end])))
        else:
            yield at, _inline(text)
        at = end


def _style(texts: Sequence[str]) -> str:
    """Of a title that begins here: the sign under it, twice where it stands above too; nothing for other lines."""
    text, after = texts[0], texts[1] if len(texts) > 1 else ""
    if _RULE.match(text):
        return text[0] * 2 if after.strip() and texts[2:3] == [text] else ""
    return after[0] if text.strip() and not text[0].isspace() and _RULE.match(after) else ""


def _behind_indented(texts: Sequence[str], at: int) -> int:
    """The first line after `at` that is neither blank nor indented deeper; blank ones before it stay outside."""
    margin = len(texts[at]) - len(texts[at].lstrip())
    end = at + 1
    for after in range(at + 1, len(texts)):
        text = texts[after]
        if text.strip() and len(text) - len(text.lstrip()) <= margin:
            break
        end = after + 1 if text.strip() else end
    return end


def _explicit(texts: Sequence[str]) -> list[str]:
    """A directive, a comment or a listing behind `::`, with its indented lines."""
    directive = _DIRECTIVE.match(texts[0])
    body = [line[min((len(x) - len(x.lstrip()) for x in texts[1:] if x.strip()), default=0) :] for line in texts[1:]]
    if directive and directive[1] in _SPOKEN:
        kept = ["" if _OPTION.match(line) else inner for line, inner in zip(texts[1:], body, strict=True)]
        return [_inline(directive[2]), *map(_inline, kept)]
    if texts[0].startswith(".."):
        if not (directive and directive[1] in _LISTING and body):
            return [""] * len(texts)
        kept = ["" if _OPTION.match(line) else inner for line, inner in zip(texts[1:], body, strict=True)]
        return [f"```{directive[2]}", *kept, "```"]
    said = re.sub(r"::[ \t]*$", ":", texts[0]) if texts[0].strip() != "::" else ""
    # The line before a listing is blank, so that its fence can stand there.
    return [_inline(said), "```", *body[1:], "```"] if len(body) > 1 and not body[0].strip() else [said, *body]


def _inline(text: str) -> str:
    text = re.sub(r"`([^`<>\n]+?)[ ]<(https?://[^<>\s]+)>`_{1,2}", r"[\1](\2)", text)
    text = re.sub(r"(?<!\w):[\w:+-]{1,40}:`~?([^`<\n]+?)(?:[ ]<[^<>`]*>)?`", r"`\1`", text)
    text = re.sub(r"(?<!`)`([^`\n]+)`__?(?!\w)", r"\1", text)
    return re.sub(r"``([^`\n]+)``", r"`\1`", text)

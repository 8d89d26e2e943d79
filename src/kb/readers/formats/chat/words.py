"""What somebody typed into a chat to blocks: listings, quotations and paragraphs, without the signs that make bold."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.markup import escape, fold, readable
from kb.readers.blocks import Draft
from kb.readers.paragraphs import LONGEST_OF_PROSE, Piece, divided, size

Inline = Callable[[str], str]
"""A line as somebody typed it to markdown that shows what others read."""

CODE = r"(?<!`)(?P<ticks>`{1,2})(?!`)(?P<code>[^`\n]+)(?<!`)(?P=ticks)(?!`)"
_LANGUAGE = re.compile(r"([\w+#.-]{1,20})\n(?=.)", re.S)
_QUOTED = re.compile(r"[ ]?>[ ]?")
_KEPT = re.compile("\ue000(\\d+)\ue001")
_BEFORE_KEPT = re.compile("[\\\\!](?=\ue000)")
_EDGES = str.maketrans("", "", "\ue000\ue001")
_MOST_NESTED = 4


def words(text: str, inline: Inline, *, languages: bool = False) -> tuple[Draft, ...]:
    """The blocks of a message; with `languages` the first line of a listing may name its language."""
    return tuple(_drafts(text, inline, languages))


def _drafts(text: str, inline: Inline, languages: bool) -> Iterator[Draft]:
    parts = text.split("```")
    # A fence that nobody closed is only three signs.
    closed = len(parts) - 1 if len(parts) % 2 else len(parts) - 2
    for at, part in enumerate(parts[: closed + 1]):
        if at % 2 and part.strip():
            language = _LANGUAGE.match(part) if languages else None
            yield listing(part[language.end() :] if language else part, language[1] if language else "")
        else:
            rest = "```".join(parts[closed:]) if at == closed else part
            yield from _prose(rest, inline)


def listing(text: str, language: str = "") -> Draft:
    """A block of code, which keeps its lines."""
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return Draft(text, (1, 1), "code", f"{fence}{language}\n{text}\n{fence}")


def _prose(text: str, inline: Inline) -> Iterator[Draft]:
    run: list[str] = []
    quoted = False
    for line in [*text.split("\n"), ""]:
        mark = _QUOTED.match(line)
        if run and (not line.strip() or bool(mark) != quoted):
            yield from _paragraph(run, quoted=quoted)
            run = []
        quoted = bool(mark)
        if shown := inline(line[mark.end() :] if mark else line).strip():
            run.append(shown)


def _paragraph(lines: list[str], *, quoted: bool) -> Iterator[Draft]:
    markdown = "\n".join(lines)
    text = readable(markdown)
    if quoted:
        yield Draft(text, (1, 1), "quote", "\n".join(f"> {line}" for line in lines))
    elif size(text) <= LONGEST_OF_PROSE:
        yield Draft(text, (1, 1), markdown=markdown)
    else:
        for paragraph in divided([Piece(text, 1)], LONGEST_OF_PROSE):
            yield Draft(paragraph.text, (1, 1))


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands for something else in a program's messages."""

    tokens: re.Pattern[str]
    """CODE, and what `token` writes."""
    marks: re.Pattern[str]
    """Around `words` that are bold, slanted or struck out."""
    plain: Callable[[str], str] = str
    """All other characters to those that are shown."""


def shown(line: str, signs: Signs, token: Callable[[re.Match[str]], str]) -> str:
    """A line as markdown."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(f"`{signs.plain(found['code'])}`" if found["code"] is not None else token(found))
        return f"\ue000{len(kept) - 1}\ue001"

    bare = signs.tokens.sub(keep, line.translate(_EDGES))
    for _ in range(_MOST_NESTED):
        bare, count = signs.marks.subn(lambda found: found["words"], bare)
        if not count:
            break
    whole = _BEFORE_KEPT.sub(r"\\\g<0>", escape(signs.plain(bare), addresses=True))
    return _KEPT.sub(lambda found: kept[int(found[1])], whole)


def link(label: str, address: str) -> str:
    """Markdown of a link; only the label where the address leads nowhere on the web."""
    label, address = fold(label), address.strip()
    if not re.fullmatch(r"https?://[^\s<>]+", address, re.I):
        return escape(label)
    address = address.replace("(", "%28").replace(")", "%29")
    return f"[{escape(label)}]({address})" if label and label != address else escape(address, addresses=True)


def attached(name: str, address: str) -> Draft:
    """A file that was sent along, as a link; the part of its address that lets somebody in is left out."""
    plain = re.split(r"[?#]", address)[0]
    markdown = link(name or plain.rpartition("/")[2], plain)
    return Draft(readable(markdown), (1, 1), markdown=markdown)

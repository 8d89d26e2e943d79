"""Readings → the same without credentials: what goes to a model, to a page or into the search index holds none.

The raw file stays as it is. A block that held one has the note in its place, in its words and in its markdown.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from kb.credentials import credentials, note
from kb.knowledge import Block, BlockId, Reading
from kb.markup import escape, readable
from kb.readers.blocks import name_of
from kb.readers.reader import Line

REDACTED = "credentials redacted: "
"""So begins the warning of a reading that held some."""

_BETWEEN = "\n\n"
_MOST_NAMED = 12


def without_credentials(reading: Reading) -> Reading:
    """The reading, and a warning that says how many were taken out of which lines."""
    about = [reading.title, reading.url, *reading.author, *reading.participants, *reading.warnings]
    # An escaped sign would hide what the words hold. Most texts hold none: this one look is all they cost.
    joined = _BETWEEN.join([*about, *(block.markdown for block in reading.blocks)]).replace("\\", "")
    if not credentials(joined):
        return reading
    blocks, found = _blocks(reading.blocks)
    cleaned = replace(
        reading,
        title=redacted(reading.title),
        url=redacted(reading.url),
        author=tuple(map(redacted, reading.author)),
        participants=tuple(map(redacted, reading.participants)),
        warnings=tuple(map(redacted, reading.warnings)),
        blocks=blocks,
    )
    return replace(cleaned, warnings=(*cleaned.warnings, _told(found, reading.blocks))) if found else cleaned


def lines_without_credentials(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a file, each with its number; a line that only goes on with a key is left empty."""
    texts = _each([line.text for line in lines], "\n")
    return tuple(Line(line.number, text) for line, (text, _) in zip(lines, texts, strict=True))


def redacted(text: str) -> str:
    """A text with a note in place of each credential."""
    return _each([text], "")[0][0]


def _each(texts: Sequence[str], between: str = _BETWEEN) -> list[tuple[str, tuple[str, ...]]]:
    """Each text with notes, and the kinds of what began in it. A key may run on through several of them."""
    found = credentials(between.join(texts))
    if not found:
        return [(text, ()) for text in texts]
    starts = list(accumulate((len(text) + len(between) for text in texts), initial=0))
    cleaned: list[list[str]] = [[] for _ in texts]
    kinds: list[list[str]] = [[] for _ in texts]
    done = [0] * len(texts)
    for one in found:
        first, last = bisect_right(starts, one.start) - 1, bisect_right(starts, one.end - 1) - 1
        kinds[first].append(one.kind)
        for at in range(first, last + 1):
            start, end = max(0, one.start - starts[at]), min(len(texts[at]), one.end - starts[at])
            cleaned[at] += [texts[at][done[at] : start], note(one.kind) if at == first else ""]
            done[at] = max(done[at], end)
    whole = ("".join([*parts, text[at:]]) for parts, text, at in zip(cleaned, texts, done, strict=True))
    return [(text, tuple(held)) for text, held in zip(whole, kinds, strict=True)]


def _blocks(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], list[tuple[str, Block]]]:
    """The blocks that still hold words, and what was taken out with the blocks it stood in."""
    texts = _each([block.text for block in blocks])
    markdowns = _each([block.markdown for block in blocks])
    held: list[tuple[str, Block]] = []
    kept: list[Block] = []
    taken = {block.id for block in blocks}
    for block, (text, kinds), (markdown, shown) in zip(blocks, texts, markdowns, strict=True):
        held += [(kind, block) for kind in kinds or shown]
        if (text, markdown) == (block.text, block.markdown):
            kept.append(block)
        elif text.strip() or (block.kind == "image" and markdown.strip()):
            kept.append(_cleaned(block, text, markdown, taken))
    return tuple(kept), held


def _cleaned(block: Block, text: str, markdown: str, taken: set[BlockId]) -> Block:
    """The block with its new words, and an id of these: the old one was made of the credential too."""
    if block.text and text != block.text and not _shows(markdown, text):
        markdown = f"```\n{text}\n```" if block.kind == "code" and "```" not in text else escape(text)
    if text == block.text:
        return replace(block, markdown=markdown)
    name = name_of(text, exactly=block.kind == "code")
    names = (name if at == 1 else f"{name}-{at}" for at in range(1, len(taken) + 2))
    new = next(BlockId(one) for one in names if one not in taken)
    taken.add(new)
    return replace(block, id=new, text=text, markdown=markdown)


def _shows(markdown: str, text: str) -> bool:
    """Whether a block's markdown says its new words and none of what was taken out."""
    return "".join(readable(markdown).split()) == "".join(text.split()) and not credentials(readable(markdown))


def _told(found: Sequence[tuple[str, Block]], among: Sequence[Block]) -> str:
    kinds = ", ".join(dict.fromkeys(kind for kind, _ in found))
    # Blocks of formats without lines all say that they stand in the first one.
    lined = len(among) == 1 or any(block.place.lines != (1, 1) for block in among)
    return f"{REDACTED}{len(found)} ({kinds}){_where([block for _, block in found]) if lined else ''}"


def _where(blocks: Sequence[Block]) -> str:
    """The lines of blocks."""
    spans = list(dict.fromkeys(block.place.lines for block in blocks))
    named = [str(first) if first == last else f"{first}-{last}" for first, last in spans[:_MOST_NAMED]]
    more = " and others" if len(spans) > _MOST_NAMED else ""
    several = len(spans) > 1 or spans[0][0] != spans[0][1]
    return f" in {'lines' if several else 'line'} {', '.join(named)}{more}"

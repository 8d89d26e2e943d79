"""LOOK AGAIN: the stretches of a window that no claim quotes in, the claims that a first reading missed out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.digest import Digest
from kb.knowledge import Block, BlockId, Claim
from kb.llm.stage import Grounded, Stage
from kb.quoting import Span
from kb.stages import extract
from kb.stages.extract import ExtractReply, Window

_FEWEST = 8
"""Words: a shorter stretch says nothing by itself."""
_WORTH = 40
"""Words: when less is left of a window, nobody looks again."""
_OPEN, _CLOSE = "⟦", "⟧"


@dataclass(frozen=True, slots=True)
class Remainder:
    """A window and what is left of it."""

    window: Window
    left: Mapping[BlockId, tuple[Span, ...]]
    known: tuple[str, ...] = ()
    """The statements that were made from these paragraphs."""


def remainders(windows: Iterable[Window], claims: Iterable[Sequence[Claim]]) -> list[Remainder]:
    """For each window where much is left, what is left. `claims` are those of each window."""
    found = []
    for window, known in zip(windows, claims, strict=True):
        left = {block.id: spans for block in window.blocks if (spans := _left(block, known))}
        texts = {block.id: block.text for block in window.blocks}
        if sum(_words(texts[one], span) for one, spans in left.items() for span in spans) >= _WORTH:
            said = tuple(claim.text for claim in known if claim.citations[0].block in left)
            found.append(Remainder(window, left, said))
    return found


def covered(block: Block, claims: Iterable[Claim]) -> list[Span]:
    """The parts of a block that claims quote, in order, none overlapping."""
    spans = sorted(c.span for claim in claims for c in claim.citations if c.block == block.id)
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _left(block: Block, claims: Sequence[Claim]) -> tuple[Span, ...]:
    # A listing or a table says little that a sentence could quote; sent back, it would be most of what is asked.
    if block.kind in ("code", "table"):
        return ()
    edges = [Span(0, 0), *covered(block, claims), Span(len(block.text), len(block.text))]
    gaps = (Span(before.end, after.start) for before, after in pairwise(edges))
    return tuple(gap for gap in gaps if _words(block.text, gap) >= _FEWEST)


def _words(text: str, span: Span) -> int:
    """Words; in scripts without spaces two characters are one."""
    part = text[span.start : span.end]
    wide = 0 if part.isascii() else sum(char > "\u2e7f" for char in part)
    return max(len(part.split()), wide // 2)


def fill(remainder: Remainder) -> Mapping[str, str]:
    window = remainder.window
    blocks = [block for block in window.blocks if block.id in remainder.left]
    return {
        "source": window.card or window.kind,
        "language": window.language or "unknown",
        "known": "\n".join(f"- {text}" for text in remainder.known) or "none",
        "text": "\n\n".join(_marked(block, remainder.left[block.id]) for block in blocks),
    }


def _marked(block: Block, left: Sequence[Span]) -> str:
    text = ""
    at = 0
    for start, end in left:
        text += f"{block.text[at:start]}{_OPEN}{block.text[start:end].strip()}{_CLOSE} "
        at = end
    text = f"{text}{block.text[at:]}".strip()
    return f"{block.place.voice}: {text}" if block.place.voice else text


def ground(remainder: Remainder, reply: ExtractReply, key: Digest) -> Grounded[Claim]:
    return extract.ground(remainder.window, reply, key)


def _page(remainder: Remainder) -> str:
    return f"sources/{remainder.window.source}"


LOOK_AGAIN = Stage("look_again", "fast", ExtractReply, fill, ground, _page)

"""Sources → claims: a first reading, a second look at what it left, and a check of each claim against its quotes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import starmap

from kb.knowledge import Block, BlockId, Claim, Source, SourceId
from kb.passes.asking import Asking
from kb.stages import windows
from kb.stages.cards import Card, how
from kb.stages.check import CHECK_CLAIMS, Pair, Pairs
from kb.stages.extract import EXTRACT, Window, shown
from kb.stages.look_again import LOOK_AGAIN, remainders

Cuts = Mapping[SourceId, windows.Cut]


def cut_all(sources: Sequence[Source], before: Cuts) -> dict[SourceId, windows.Cut]:
    """The windows of each source, over the blocks that it does not repeat from another."""
    return {source.id: windows.cut(own, before.get(source.id, ())) for source, own in _own_blocks(sources)}


def extract(sources: Sequence[Source], cuts: Cuts, asking: Asking) -> tuple[Claim, ...]:
    """The claims of sources, by source and then as its text went when it was cut: a paragraph that only moves keeps
    its place here, and so changes no prompt."""
    read = [window for source in sources for window in _windows(source, cuts[source.id])]
    first = [grounded.results for grounded in asking.each(EXTRACT, read)]
    claims = _with_the_rest(read, first, asking) if asking.answers(LOOK_AGAIN) else first
    checked = _checked(read, claims, asking) if asking.answers(CHECK_CLAIMS) else claims
    return tuple(claim for some in checked for claim in some)


def _with_the_rest(
    read: Sequence[Window], first: Sequence[tuple[Claim, ...]], asking: Asking
) -> list[tuple[Claim, ...]]:
    """With the claims that a look at what is left finds, each where its words stand."""
    left = remainders(read, first)
    more = asking.each(LOOK_AGAIN, left)
    # By identity: the hash of a window is that of all its text.
    found = {id(one.window): grounded.results for one, grounded in zip(left, more, strict=True)}
    return [_in_order(window, (*known, *found.get(id(window), ()))) for window, known in zip(read, first, strict=True)]


def _in_order(window: Window, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    place = {block.id: at for at, block in enumerate(window.blocks)}
    return tuple(sorted(claims, key=lambda claim: _start(claim, place)))


def _start(claim: Claim, place: Mapping[BlockId, int]) -> tuple[int, int]:
    first = claim.citations[0]
    return place[first.block], first.span.start


def _checked(read: Sequence[Window], claims: Sequence[tuple[Claim, ...]], asking: Asking) -> list[tuple[Claim, ...]]:
    """The claims as far as their quotes carry them. What is a quote word for word needs no second reader; what could
    not be checked stays, and the report says that it was not."""
    written = [[claim for claim in some if claim.text not in claim.quotes] for some in claims]
    asked = [(window, some) for window, some in zip(read, written, strict=True) if some]
    texts: dict[Claim, str | None] = {}
    for (_, some), grounded in zip(asked, asking.each(CHECK_CLAIMS, starmap(_pairs, asked)), strict=True):
        if grounded.results:
            texts |= zip(some, grounded.results[0].texts, strict=True)
    kept = [[(claim, texts.get(claim, claim.text)) for claim in some] for some in claims]
    return [tuple(replace(claim, text=text) for claim, text in some if text is not None) for some in kept]


def _pairs(window: Window, claims: Sequence[Claim]) -> Pairs:
    pairs = tuple(Pair(claim.text, claim.quotes, how=how(claim), names=claim.names) for claim in claims)
    return Pairs(f"sources/{window.source}", pairs, "\n\n".join(map(shown, window.blocks)), window.card)


def _own_blocks(sources: Sequence[Source]) -> list[tuple[Source, list[Block]]]:
    """What each source can be cited for: its blocks, without those that it repeats from another."""
    ids = {source.id: {block.id for block in source.blocks} for source in sources}
    repeated = {source.id: ids[source.duplicate_of] if source.duplicate_of else set() for source in sources}
    return [(s, [b for b in s.blocks if b.citable and b.id not in repeated[s.id]]) for s in sources]


def _windows(source: Source, cut: windows.Cut) -> list[Window]:
    blocks = {block.id: block for block in source.blocks}
    kind, language, card = source.reading.kind, source.reading.language, Card.of(source).introduced()
    return [Window(source.id, kind, language, tuple(blocks[one] for one in window), card) for window in cut]

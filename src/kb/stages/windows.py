"""A source's blocks → windows of about 700 words, cut where content says so and remembered once cut.

Content-defined cuts (LBFS, rsync) keep an insertion local; remembering which blocks stood together keeps a paragraph
that only moved in its old window, so that its prompt, and the reply already paid for it, stay the same.
"""

from collections.abc import Sequence

from kb.knowledge import Block, BlockId

MIN_WORDS, MAX_WORDS = 350, 900
_CUT_ONE_IN = 4

Cut = tuple[tuple[BlockId, ...], ...]
"""Windows as the ids of their blocks."""


def cut(blocks: Sequence[Block], before: Cut = ()) -> Cut:
    """The windows of a source. `before` are the windows it had when it was last cut; () for a new source."""
    here = {block.id: block for block in blocks}
    kept = [[one for one in window if one in here] for window in before]
    windows = [window for window in kept if window]
    home = {one: window for window in windows for one in window}
    fresh: list[Block] = []
    last: BlockId | None = None
    for block in blocks:
        if block.id not in home:
            fresh.append(block)
            continue
        _settle(fresh, last, home, windows, here)
        fresh, last = [], block.id
    _settle(fresh, last, home, windows, here)
    return tuple(tuple(window) for window in windows)


def _settle(
    fresh: list[Block],
    last: BlockId | None,
    home: dict[BlockId, list[BlockId]],
    windows: list[list[BlockId]],
    here: dict[BlockId, Block],
) -> None:
    """Give a run of new blocks a place: behind the block before them if there is room, else windows of their own."""
    if not fresh:
        return
    ids = [block.id for block in fresh]
    neighbour = home[last] if last is not None else next(iter(windows), None)
    if neighbour is not None:
        size = sum(_words(here[one]) for one in neighbour) + sum(_words(block) for block in fresh)
        if size <= MAX_WORDS:
            at = neighbour.index(last) + 1 if last is not None else 0
            neighbour[at:at] = ids
            return
    at = windows.index(neighbour) + 1 if neighbour is not None and last is not None else 0
    windows[at:at] = _pack(fresh)


def _pack(blocks: Sequence[Block]) -> list[list[BlockId]]:
    windows: list[list[BlockId]] = [[]]
    size = 0
    for block in blocks:
        words = _words(block)
        if windows[-1] and size + words > MAX_WORDS:
            windows.append([])
            size = 0
        windows[-1].append(block.id)
        size += words
        if size >= MIN_WORDS and int(block.id[1:9], 16) % _CUT_ONE_IN == 0:
            windows.append([])
            size = 0
    return [window for window in windows if window]


def _words(block: Block) -> int:
    """Words, or for scripts without spaces what reads as long as them."""
    return max(block.text.count(" ") + 1, len(block.text) // 12)

"""Sources to the pairs that say the same in the same words, so that neither supports the other.

A sketch is a sample of a text's runs of five words, the same sample in every text: what two sketches share, the texts
share. Excerpts are found too, for it is asked how much of the smaller one stands in the larger one.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from typing import TypeAlias, TypeVar

from kb.knowledge import Block

Key = TypeVar("Key", bound=str)
Sketch: TypeAlias = tuple[int, ...]
"""How many runs of words the text has, then the hashes of the sampled ones, ascending."""

SAME = 0.8
_SIZE = 200
_SHARE = 16
_LEAST = 4
_MOST_OWNERS = 100


def sketch(blocks: Iterable[Block]) -> Sketch:
    """The sketch of a text. It is made of integers, so it can be remembered as JSON."""
    # NumPy takes long to import, and what was sketched before needs none.
    from kb.readers.shingles import shingles

    hashes = shingles(" ".join(block.text for block in blocks).lower())
    return (len(hashes), *hashes[: max(_SIZE, len(hashes) // _SHARE)].tolist())


def overlap(one: Sequence[int], other: Sequence[int]) -> float:
    """How much of the smaller text stands in the larger one, 0 to 1, as far as their samples tell."""
    larger, smaller = (one, other) if one[0] >= other[0] else (other, one)
    whole = larger[0] == len(larger) - 1
    comparable = [value for value in smaller[1:] if whole or value <= larger[-1]]
    return len({*comparable} & {*larger[1:]}) / len(comparable) if comparable else 0.0


def repeats(sketches: Mapping[Key, Sequence[int]], settled: Set[Key] = frozenset()) -> dict[Key, Key]:
    """For each source that repeats another, the one it repeats: the fuller one, of equals one that is `settled` as an
    original, then the first by name.

    An original repeats nothing, and the order of the mapping does not matter.
    """
    found: dict[Key, Key] = {}
    owners: defaultdict[int, list[Key]] = defaultdict(list)
    common = _common(sketches.values())
    for key in sorted(sketches, key=lambda key: (-sketches[key][0], key not in settled, key)):
        original = _original(key, sketches, owners)
        if original is not None:
            found[key] = original
            continue
        for value in common.intersection(sketches[key][1:]):
            # A run of words that very many sources share is boilerplate; it would only cost time.
            if len(owners[value]) < _MOST_OWNERS:
                owners[value].append(key)
    return found


def _common(sketches: Collection[Sequence[int]]) -> set[int]:
    """The values that several sketches have: nearly all have one owner, whom it would take much memory to name."""
    import numpy as np

    values = np.sort(np.concatenate([np.array(one[1:], np.uint64) for one in sketches] or [np.zeros(0, np.uint64)]))
    return set(values[1:][values[1:] == values[:-1]].tolist())


def _original(key: Key, sketches: Mapping[Key, Sequence[int]], owners: Mapping[int, Sequence[Key]]) -> Key | None:
    shared = Counter(owner for value in sketches[key][1:] for owner in owners.get(value, ()))
    # The one with most in common may be too large to hold this text; a few more are asked, never all.
    likely = sorted(shared, key=lambda owner: (-shared[owner], owner))[:20]
    return next((owner for owner in likely if _contains(sketches[owner], sketches[key], shared[owner])), None)


def _contains(larger: Sequence[int], smaller: Sequence[int], shared: int) -> bool:
    """Whether enough of the smaller text stands in the larger one, of what the larger one's sample can tell."""
    whole = larger[0] == len(larger) - 1
    comparable = len(smaller) - 1 if whole else sum(value <= larger[-1] for value in smaller[1:])
    if smaller[0] < _LEAST:
        return larger == smaller
    return comparable >= _LEAST and shared >= SAME * comparable

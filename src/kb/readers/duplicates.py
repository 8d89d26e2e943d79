"""Sources to the pairs that say the same in the same words, so that neither supports the other.

A sketch is a sample of a text's runs of five words, the same sample in every text: what two sketches share, the texts
share. Excerpts are found too, for it is asked how much of the smaller one stands in the larger one.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
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
_MODULUS = (1 << 61) - 1
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def sketch(blocks: Iterable[Block]) -> Sketch:
    """The sketch of a text. It is made of integers, so it can be remembered as JSON."""
    text = " ".join(block.text for block in blocks).lower()
    words = _WORD.findall(text)
    length = 4 if not text.isascii() and len(_CJK.findall(text)) > 0.3 * len(words) else 5
    hashes = sorted(set(_shingles(words, length)))
    return (len(hashes), *hashes[: max(_SIZE, len(hashes) // _SHARE)])


def _shingles(words: Sequence[str], length: int) -> Iterable[int]:
    """One hash for each run of `length` words; one for the whole of a shorter text, none where there are no words."""
    if not words:
        return []
    if len(words) <= length:
        return [_hash(" ".join(words))]
    known = {word: _hash(word) for word in set(words)}
    hashes = [known[word] for word in words]
    runs = hashes
    # The hashes of words are random already, so a small factor is enough to tell their order.
    for after in range(1, length):
        runs = [(run * 3 + word) % _MODULUS for run, word in zip(runs, hashes[after:], strict=False)]
    return runs


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % _MODULUS


def shared(one: Sequence[int], other: Sequence[int]) -> float:
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
    for key in sorted(sketches, key=lambda key: (-sketches[key][0], key not in settled, key)):
        original = _original(key, sketches, owners)
        if original is not None:
            found[key] = original
            continue
        for value in sketches[key][1:]:
            # A run of words that very many sources share is boilerplate; it would only cost time.
            if len(owners[value]) < _MOST_OWNERS:
                owners[value].append(key)
    return found


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

"""A request → tokens read from the cache, written to it, and neither; ceil(characters / 4) of them.

A prefix ends at a block marked with cache_control. It can be read as soon as the first reply to a
request that wrote it has started to stream, by requests whose mark stands at most 20 blocks later.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from threading import Lock

from messages_api.blocks import blocks
from messages_api.replies import Json

LOOK_BACK = 20
"""Blocks before a mark that are searched for a prefix written earlier."""


def tokens(characters: int) -> int:
    return -(-characters // 4)


@dataclass(frozen=True, slots=True)
class Account:
    """Input tokens of one request, and the prefixes that it writes."""

    fresh: int
    """Neither read nor written."""
    read: int = 0
    written_5m: int = 0
    written_1h: int = 0
    prefixes: frozenset[bytes] = frozenset()

    @property
    def written(self) -> int:
        return self.written_5m + self.written_1h


class Prefixes:
    def __init__(self) -> None:
        self._readable: set[bytes] = set()
        self._lock = Lock()
        self.minimum = 0
        """Tokens that a prefix must have; a shorter one is neither read nor written, and nobody says so."""

    def account(self, body: Json) -> Account:
        placed = list(blocks(body))
        sizes = list(accumulate(_characters(one.block) for one in placed))
        marks = _marks(body, [one.block for one in placed])
        if not marks:
            return Account(tokens(sizes[-1] if sizes else 0))
        ends = [tokens(size) for size in sizes]
        marks = {at: ttl for at, ttl in marks.items() if ends[at] >= self.minimum}
        names = _names(body, [(one.role, one.block) for one in placed])
        return self._compared(ends, marks, names)

    def _compared(self, ends: list[int], marks: dict[int, str], names: Sequence[bytes]) -> Account:
        searched = {at for mark in marks for at in range(max(0, mark - LOOK_BACK + 1), mark + 1)}
        with self._lock:
            hit = max((at for at in searched if names[at] in self._readable), default=-1)
        read = reached = ends[hit] if hit >= 0 else 0
        written = {"5m": 0, "1h": 0}
        for at, ttl in sorted(marks.items()):
            if at > hit:
                written[ttl] += ends[at] - reached
                reached = ends[at]
        fresh = ends[-1] - reached
        return Account(fresh, read, written["5m"], written["1h"], frozenset(names[at] for at in marks))

    def started(self, account: Account) -> None:
        """The reply streams: from now on what its request wrote can be read."""
        with self._lock:
            self._readable |= account.prefixes


def _characters(block: Json) -> int:
    if block.get("type") == "text":
        return len(block["text"])
    return len(json.dumps(_bare(block), ensure_ascii=False))


def _bare(block: Json) -> Json:
    return {name: value for name, value in block.items() if name != "cache_control"}


def _marks(body: Json, placed: list[Json]) -> dict[int, str]:
    """Where prefixes end, with how long they are kept; a mark on the whole request is one on its last block."""
    marked = {at: block["cache_control"] for at, block in enumerate(placed) if block.get("cache_control")}
    if body.get("cache_control") and placed:
        marked.setdefault(len(placed) - 1, body["cache_control"])
    return {at: control.get("ttl") or "5m" for at, control in marked.items()}


def _names(body: Json, placed: list[tuple[str, Json]]) -> list[bytes]:
    """A digest for each block and all before it. Model and reply schema come first: another one reads nothing."""
    told = blake2b(_canonical([body["model"], (body.get("output_config") or {}).get("format")]))
    names = []
    for role, block in placed:
        told.update(_canonical(role))
        # Most of a request is plain text: escaping it as JSON would cost more than all the rest.
        is_plain = block.keys() <= {"type", "text", "cache_control"}
        told.update(blake2b(block["text"].encode()).digest() if is_plain else _canonical(_bare(block)))
        names.append(told.digest())
    return names


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True).encode()

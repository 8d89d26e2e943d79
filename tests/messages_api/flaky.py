"""A script on a bad day: a share of every fault, the same ones in every run."""

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

from messages_api.faults import BrokenJson, DropsBeforeHeaders, DropsMidStream, EndsEarly, ErrorMidStream
from messages_api.replies import Json, Reply, cut_at_max_tokens, refuses, wrong_shape
from messages_api.statuses import overloaded, rate_limited, server_error

Spoil = Callable[[Reply], Any]
"""The good reply → the fault, which may be the reply itself with a part missing."""

EVERY_FAULT: dict[str, Spoil] = {
    "rate limited": lambda reply: rate_limited(0),
    "overloaded": lambda reply: overloaded(0),
    "server error": lambda reply: server_error(),
    "dropped before the headers": DropsBeforeHeaders,
    "dropped mid-stream": DropsMidStream,
    "ended early": EndsEarly,
    "error mid-stream": ErrorMidStream,
    "broken JSON": BrokenJson,
    "cut at max_tokens": cut_at_max_tokens,
    "refused": lambda reply: refuses(),
    "wrong shape": wrong_shape,
}
"""By name; none asks the client to wait."""


def flaky(
    script: Callable[[Json, int], Any], share: float, faults: Sequence[Spoil], seed: int = 0, *, at_most: int = 3
) -> Callable[[Json, int], Any]:
    """The script, with each fault in `share` (0 to 1) of its replies.

    Which reply is spoilt depends on the body, how often it came before, and the seed. A body that
    came `at_most` times before is answered well, so a client that asks again does get its reply.
    """
    if not 0 <= share * len(faults) <= 1 + 1e-9:
        raise ValueError(f"{len(faults)} faults of {share:.0%} each are more than every reply")

    def spoilt(body: Json, nth: int) -> Any:
        said = script(body, nth)
        if nth >= at_most or not share or not isinstance(said, Reply):
            return said
        which = int(_draw(seed, body, nth) / share)
        return faults[which](said) if which < len(faults) else said

    return spoilt


def _draw(seed: int, body: Json, nth: int) -> float:
    """Between 0 and 1, evenly."""
    told = json.dumps([seed, nth, body], sort_keys=True).encode()
    return int.from_bytes(sha256(told).digest()[:8], "big") / 2**64

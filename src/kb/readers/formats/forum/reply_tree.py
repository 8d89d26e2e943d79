"""Comments in the order of their thread to messages: a deleted one stays only where an answer hangs on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.readers.conversation import Message


@dataclass(frozen=True, slots=True)
class Reply:
    """A comment, told behind the one that it answers and before the next one beside it."""

    message: Message
    depth: int
    """0 for what answers the post itself."""
    gone: bool = False
    """Whether its words were deleted."""


def standing(replies: Iterable[Reply]) -> list[Message]:
    """The messages with words, and those without them that others answer."""
    kept: list[Reply] = []
    for reply in reversed(list(replies)):
        answered = bool(kept) and kept[-1].depth > reply.depth
        if answered or not reply.gone:
            kept.append(reply)
    return [reply.message for reply in reversed(kept)]


def missing(count: int, branches: int = 0) -> tuple[str, ...]:
    """The warning for comments that an export only counts, and for branches of which it does not even say how many."""
    told = ["1 comment is missing" if count == 1 else f"{count} comments are missing"] if count else []
    if branches:
        told.append("1 branch is cut off" if branches == 1 else f"{branches} branches are cut off")
    return (", ".join(told),) if told else ()

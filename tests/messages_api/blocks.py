"""A request → its blocks in the order that the cache sees them: tools, system, messages."""

from collections.abc import Iterator
from typing import NamedTuple

from messages_api.replies import Json


class Placed(NamedTuple):
    place: str
    """As the API names it in errors: `messages.0.content.1`."""
    role: str
    """tools, system, user or assistant."""
    block: Json


def blocks(body: Json) -> Iterator[Placed]:
    """A text given as a string is one text block. Blocks inside a tool result are not counted apart."""
    for number, tool in enumerate(body.get("tools") or ()):
        yield Placed(f"tools.{number}", "tools", tool)
    yield from _content("system", "system", body.get("system") or [])
    for number, message in enumerate(body["messages"]):
        yield from _content(f"messages.{number}.content", message["role"], message["content"])


def _content(place: str, role: str, content: str | list[Json]) -> Iterator[Placed]:
    if isinstance(content, str):
        yield Placed(place, role, {"type": "text", "text": content})
    else:
        yield from (Placed(f"{place}.{number}", role, block) for number, block in enumerate(content))

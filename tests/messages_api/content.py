"""The blocks of a request → what the API has against them: empty texts, cache marks, citations."""

from collections.abc import Iterator

from messages_api.blocks import Placed, blocks
from messages_api.replies import Json

BREAKPOINTS = 4


def content_faults(body: Json) -> Iterator[str]:
    placed = list(blocks(body))
    yield from _texts(placed)
    yield from _caching(body, placed)
    yield from _citations(body, placed)


def _texts(placed: list[Placed]) -> Iterator[str]:
    for place, role, block in placed:
        if block.get("type") == "text" and not block.get("text"):
            if "cache_control" in block:
                yield f"{place}: cache_control cannot be set for empty text blocks"
            yield f"{place}: text content blocks must be non-empty"
        if role == "user" and block.get("type") == "text" and block.get("citations"):
            yield f"{place}.citations: Extra inputs are not permitted"
        if role == "assistant" and block.get("type") == "document":
            yield f"{place}: document blocks are not permitted in assistant messages"


def _caching(body: Json, placed: list[Placed]) -> Iterator[str]:
    controls = [(one.place, one.block["cache_control"]) for one in placed if one.block.get("cache_control")]
    controls += [("cache_control", body["cache_control"])] if body.get("cache_control") else []
    if len(controls) > BREAKPOINTS:
        yield f"A maximum of {BREAKPOINTS} blocks with cache_control may be provided. Found {len(controls)}."
    shorter = False
    for place, control in controls:
        if control.get("type") != "ephemeral" or control.get("ttl", "5m") not in ("5m", "1h"):
            yield f"{place}.cache_control: Input should be ephemeral, with a ttl of 5m or 1h"
        if shorter and control.get("ttl") == "1h":
            yield f"{place}.cache_control.ttl: a ttl='1h' block must not come after a ttl='5m' block"
        shorter = shorter or control.get("ttl", "5m") == "5m"


def _citations(body: Json, placed: list[Placed]) -> Iterator[str]:
    inside = [part for one in placed for part in _parts(one.block) if part.get("type") in ("document", "search_result")]
    cited = [bool((part.get("citations") or {}).get("enabled")) for part in inside]
    if any(cited) and (body.get("output_config") or {}).get("format"):
        yield "citations: citations cannot be used together with output_config.format"
    if any(cited) and not all(cited):
        yield "citations: must be enabled on all documents of a request or on none"


def _parts(block: Json) -> list[Json]:
    nested = block.get("content") if block.get("type") == "tool_result" else None
    return [block, *(nested if isinstance(nested, list) else [])]

"""A message → the server-sent events that tell it, in the API's order."""

import json
from collections.abc import Iterator

from messages_api.replies import Json

PIECES = 4
"""Deltas that a text comes in, so that a stream can end in the middle of one."""

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_TOLD_AT_THE_END = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens")


def event(kind: str, **data: object) -> bytes:
    return f"event: {kind}\ndata: {_compact({'type': kind, **data})}\n\n".encode()


def events(message: Json) -> list[bytes]:
    """One a list item: usage is told at the start, and as totals in message_delta."""
    usage = message["usage"]
    opening = {**message, "content": [], "stop_reason": None, "stop_details": None}
    opening["usage"] = {**usage, "output_tokens": min(1, usage["output_tokens"])}
    opening["usage"] |= {"output_tokens_details": None, "server_tool_use": None}
    told = [event("message_start", message=opening)]
    for index, block in enumerate(message["content"]):
        told.append(event("content_block_start", index=index, content_block=_empty(block)))
        told += [event("content_block_delta", index=index, delta=delta) for delta in _deltas(block)]
        told.append(event("content_block_stop", index=index))
    stop = {name: message[name] for name in ("stop_reason", "stop_sequence", "stop_details")}
    totals = {name: usage[name] for name in (*_TOLD_AT_THE_END, "output_tokens_details", "server_tool_use")}
    return [*told, event("message_delta", delta=stop, usage=totals), event("message_stop")]


def middle(told: list[bytes]) -> int:
    """How many events come before the middle of the last block; at least the first one."""
    closing = 3  # content_block_stop, message_delta, message_stop
    return max(1, len(told) - closing - PIECES // 2)


def _empty(block: Json) -> Json:
    match block["type"]:
        case "text":
            return {**block, "text": "", "citations": None}
        case "thinking":
            return {**block, "thinking": "", "signature": ""}
        case "tool_use" | "server_tool_use":
            return {**block, "input": {}}
    return block


def _deltas(block: Json) -> Iterator[Json]:
    match block["type"]:
        case "text":
            yield from ({"type": "text_delta", "text": piece} for piece in _pieces(block["text"]))
            yield from ({"type": "citations_delta", "citation": one} for one in block.get("citations") or ())
        case "thinking":
            yield from ({"type": "thinking_delta", "thinking": piece} for piece in _pieces(block["thinking"]))
            yield {"type": "signature_delta", "signature": block["signature"]}
        case "tool_use" | "server_tool_use":
            given = json.dumps(block["input"], ensure_ascii=False)
            yield from ({"type": "input_json_delta", "partial_json": piece} for piece in _pieces(given))


def _pieces(text: str) -> Iterator[str]:
    size = -(-len(text) // PIECES) or 1
    yield from (text[start : start + size] for start in range(0, len(text), size))

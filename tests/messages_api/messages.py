"""A scripted reply → the message that the API would make of it, with ids and usage."""

import json
from dataclasses import fields

from messages_api.prefixes import Account, tokens
from messages_api.replies import Json, Reply


def compose(reply: Reply, asked: Json, account: Account, number: str, *, tier: str = "standard") -> Json:
    """`number` makes the ids unique: that of the request, or of the item in its batch."""
    unique = number.rpartition("_")[2]
    return {
        "id": f"msg_{unique}",
        "type": "message",
        "role": "assistant",
        "model": asked["model"],
        "content": [_with_id(block, f"toolu_{unique}{at:02}") for at, block in enumerate(reply.content)],
        "stop_reason": reply.stop_reason,
        "stop_sequence": None,
        "stop_details": reply.stop_details,
        "usage": _usage(reply, account) | {"service_tier": tier},
    }


def _with_id(block: Json, unique: str) -> Json:
    return {"id": unique, **block} if block["type"] == "tool_use" else block


def _usage(reply: Reply, account: Account) -> Json:
    thought = sum(tokens(len(block["thinking"])) for block in reply.content if block["type"] == "thinking")
    counted = {
        "input_tokens": account.fresh,
        "cache_creation_input_tokens": account.written,
        "cache_read_input_tokens": account.read,
        "cache_creation": {
            "ephemeral_5m_input_tokens": account.written_5m,
            "ephemeral_1h_input_tokens": account.written_1h,
        },
        "output_tokens": max(1, thought + sum(tokens(_characters(block)) for block in reply.content)),
        "output_tokens_details": {"thinking_tokens": thought},
        "server_tool_use": None,
    }
    said = ((one.name, getattr(reply.usage, one.name)) for one in fields(reply.usage))
    return counted | {name: value for name, value in said if value is not None}


def _characters(block: Json) -> int:
    match block["type"]:
        case "text":
            return len(block["text"])
        case "tool_use" | "server_tool_use":
            return len(block["name"]) + len(json.dumps(block["input"]))
    return 0

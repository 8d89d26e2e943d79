"""What a scripted model says: content, why it stopped, and what that is said to have cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from messages_api.exchange import Exchange

Json = dict[str, Any]

_DIMENSIONS = ("requests", "tokens", "input-tokens", "output-tokens")


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that are reported in place of those counted; None leaves the count."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    cache_creation_input_tokens: int | None = None
    cache_read_input_tokens: int | None = None
    server_tool_use: Json | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as the API tells it. A tool_use block without an id is given one."""

    content: tuple[Json, ...]
    stop_reason: str = "end_turn"
    stop_details: Json | None = None
    usage: Usage = Usage()
    headers: Mapping[str, str] = field(default_factory=dict)
    """Besides those that every reply has, e.g. `rate_limits(requests=(50, 0))`."""

    def play(self, exchange: Exchange) -> None:
        exchange.deliver(self)


def says(
    text: str, *, thinking: str | None = None, usage: Usage | None = None, headers: Mapping[str, str] | None = None
) -> Reply:
    """A text, most often JSON in the schema asked for; thinking comes before it, as a block of its own."""
    said: Json = {"type": "text", "text": text}
    thought: Json = {"type": "thinking", "thinking": thinking, "signature": "c2lnbmVk"}
    return Reply((said,) if thinking is None else (thought, said), usage=usage or Usage(), headers=headers or {})


def calls(*uses: tuple[str, Json], text: str | None = None) -> Reply:
    """Tool calls `(name, input)` in one turn, after a text if there is one."""
    spoken = () if text is None else ({"type": "text", "text": text},)
    wanted = ({"type": "tool_use", "name": name, "input": given} for name, given in uses)
    return Reply((*spoken, *wanted), "tool_use")


def searches(query: str, *results: Json, text: str = "") -> Reply:
    """A search of the web that the server made, what it found, and the words about it, which cite what they rest on."""
    cited = [one for one in results if one["url"] in text]
    places = [
        {"type": "web_search_result_location", "url": one["url"], "title": one["title"], "encrypted_index": "Eo8B"}
        | {"cited_text": f"Words of {one['title']}."}
        for one in cited
    ]
    spoken: Json = {"type": "text", "text": text or "I looked.", "citations": places}
    return Reply((*_search(query, list(results)), spoken), usage=_searched(1))


def result(url: str, title: str = "A page", age: str | None = None) -> Json:
    """A page that a search found: its text is for the API alone."""
    return {
        "type": "web_search_result",
        "url": url,
        "title": title,
        "page_age": age,
        "encrypted_content": "EqgfCioIARgBIiQ3",
    }


def fails_to_search(code: str) -> Reply:
    """Such as unavailable, max_uses_exceeded or query_too_long: told in a reply that is otherwise whole."""
    error = {"type": "web_search_tool_result_error", "error_code": code}
    said: Json = {"type": "text", "text": "I could not search.", "citations": None}
    return Reply((*_search("tides", error), said), usage=_searched(0))


def pauses(reply: Reply) -> Reply:
    """The turn, paused by the server before its words: it is to be asked to go on."""
    kept = tuple(block for block in reply.content if block["type"] != "text")
    return replace(reply, content=kept, stop_reason="pause_turn")


def _search(query: str, content: list[Json] | Json) -> tuple[Json, Json]:
    made = f"srvtoolu_{blake2b(query.encode(), digest_size=12).hexdigest()}"
    return (
        {"type": "server_tool_use", "id": made, "name": "web_search", "input": {"query": query}},
        {"type": "web_search_tool_result", "tool_use_id": made, "content": content, "caller": {"type": "direct"}},
    )


def _searched(count: int) -> Usage:
    return Usage(server_tool_use={"web_search_requests": count, "web_fetch_requests": 0})


def refuses(text: str = "", *, category: str | None = "frontier_llm") -> Reply:
    """A refusal, with no content at all or with what was said before it."""
    content = ({"type": "text", "text": text},) if text else ()
    details = {"type": "refusal", "category": category, "explanation": None}
    return Reply(content, "refusal", stop_details=details)


def cut_at_max_tokens(reply: Reply) -> Reply:
    """The reply, stopped half-way through its text."""
    return replace(reply, content=_half(reply.content), stop_reason="max_tokens")


def overflows_context(reply: Reply) -> Reply:
    """The reply, stopped half-way since the context window was full."""
    return replace(reply, content=_half(reply.content), stop_reason="model_context_window_exceeded")


def wrong_shape(reply: Reply) -> Reply:
    """The same turn with JSON that no schema asked for."""
    return replace(reply, content=({"type": "text", "text": '{"shape_that_nobody_asked_for": [1, null]}'},))


def rate_limits(**dimensions: tuple[int, int]) -> dict[str, str]:
    """`anthropic-ratelimit-*` headers from `(limit, remaining)` of requests, tokens, input_tokens, output_tokens."""
    headers: dict[str, str] = {}
    for name, (limit, remaining) in dimensions.items():
        dashed = name.replace("_", "-")
        if dashed not in _DIMENSIONS:
            raise ValueError(f"no such limit: {name}")
        prefix = f"anthropic-ratelimit-{dashed}"
        headers |= {f"{prefix}-limit": str(limit), f"{prefix}-remaining": str(remaining)}
        headers[f"{prefix}-reset"] = "2026-11-01T00:01:00Z"
    return headers


def _half(content: tuple[Json, ...]) -> tuple[Json, ...]:
    return tuple({**b, "text": b["text"][: len(b["text"]) // 2]} if b["type"] == "text" else b for b in content)

"""A request → what the API has against it: everything that is answered with 400 before a model sees it."""

from collections.abc import Iterator
from typing import Literal

from messages_api.content import content_faults
from messages_api.conversation import turns_faults
from messages_api.models import MODELS
from messages_api.replies import Json
from messages_api.schemas import faults

Kind = Literal["message", "count", "item"]

_REQUIRED = ("model", "messages", "max_tokens")
_COUNTED = {
    "model",
    "messages",
    "system",
    "tools",
    "tool_choice",
    "thinking",
    "output_config",
    "cache_control",
    "speed",
}
_KNOWN = _COUNTED | {
    *("max_tokens", "stream", "stop_sequences", "metadata", "service_tier", "inference_geo"),
    *("container", "diagnostics"),
}
_SAMPLING = ("temperature", "top_p", "top_k")
_SEARCHES = ("web_search_20250305", "web_search_20260209", "web_search_20260318")
_SEARCH_KEYS = {
    *("type", "name", "max_uses", "allowed_domains", "blocked_domains", "user_location", "cache_control"),
    *("allowed_callers", "defer_loading", "response_inclusion", "strict"),
}
_EFFORTS = ("low", "medium", "high", "xhigh", "max")


def complaint(body: object, kind: Kind = "message") -> str | None:
    """The first thing that is wrong, as the API would say it."""
    return next(_complaints(body, kind), None)


def _complaints(body: object, kind: Kind) -> Iterator[str]:
    if not isinstance(body, dict):
        yield "Input should be a valid dictionary"
        return
    yield from _keys(body, kind)
    yield from turns_faults(body["messages"])
    if kind != "count":
        yield from _max_tokens(body, kind)
    yield from _thinking(body)
    yield from _output(body)
    yield from _tools(body)
    yield from content_faults(body)


def _keys(body: Json, kind: Kind) -> Iterator[str]:
    required, known = (_REQUIRED[:2], _COUNTED) if kind == "count" else (_REQUIRED, _KNOWN)
    yield from (f"{key}: Field required" for key in required if key not in body)
    yield from (f"{key}: sampling parameters are not supported by this API version" for key in _SAMPLING if key in body)
    yield from (f"{key}: Extra inputs are not permitted" for key in sorted(body.keys() - known))
    if not isinstance(body["model"], str):
        yield "model: Input should be a valid string"
    if body.get("stream") not in (None, False, True) or (kind == "item" and body.get("stream")):
        yield "stream: Input should be false"


def _max_tokens(body: Json, kind: Kind) -> Iterator[str]:
    limit, warms = body["max_tokens"], body["max_tokens"] == 0
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 0:
        yield "max_tokens: Input should be greater than or equal to 0"
    elif warms and (kind == "item" or body.get("stream") or "format" in (body.get("output_config") or {})):
        yield "max_tokens: 0 goes with neither streaming, an output format nor batches"
    elif body["model"] in MODELS and limit > MODELS[body["model"]]["max_tokens"]:
        yield f"max_tokens: {limit} > {MODELS[body['model']]['max_tokens']}, the maximum of {body['model']}"


def _thinking(body: Json) -> Iterator[str]:
    thinking = body.get("thinking") or {"type": "adaptive"}
    if thinking.get("type") not in ("adaptive", "between_tools"):
        yield f"thinking.type: '{thinking.get('type')}' is not supported by this model"
    if "budget_tokens" in thinking:
        yield "thinking.budget_tokens: Extra inputs are not permitted"
    if thinking.get("type") == "between_tools" and (body.get("output_config") or {}).get("effort") in ("xhigh", "max"):
        yield "thinking.type: 'between_tools' goes with an effort of low, medium or high"


def _output(body: Json) -> Iterator[str]:
    config = body.get("output_config") or {}
    yield from (f"output_config.{key}: Extra inputs are not permitted" for key in config.keys() - {"effort", "format"})
    if config.get("effort") not in (None, *_EFFORTS):
        yield f"output_config.effort: Input should be one of {', '.join(_EFFORTS)}"
    wanted = config.get("format")
    if wanted is None:
        return
    if not isinstance(wanted, dict) or wanted.keys() != {"type", "schema"} or wanted["type"] != "json_schema":
        yield "output_config.format: Input should have the type json_schema and a schema"
        return
    yield from faults(wanted["schema"], "output_config.format.schema")


def _tools(body: Json) -> Iterator[str]:
    choice = (body.get("tool_choice") or {"type": "auto"}).get("type")
    if choice not in ("auto", "none"):
        yield f"tool_choice: '{choice}' is not supported by this model: tools cannot be forced"
    if body.get("tool_choice") and not body.get("tools"):
        yield "tool_choice: may only be given with tools"
    for number, tool in enumerate(body.get("tools") or ()):
        if tool.get("type", "custom") in _SEARCHES:
            yield from _search(tool, f"tools.{number}")
            continue
        if tool.get("type", "custom") != "custom":
            yield f"tools.{number}.type: '{tool['type']}' is not served here"
            continue
        if "name" not in tool or not isinstance(tool.get("input_schema"), dict):
            yield f"tools.{number}: name and input_schema: Field required"
        elif tool["input_schema"].get("type") != "object":
            yield f"tools.{number}.input_schema.type: Input should be 'object'"
        elif tool.get("strict"):
            yield from faults(tool["input_schema"], f"tools.{number}.input_schema")


def _search(tool: Json, place: str) -> Iterator[str]:
    if tool.get("name") != "web_search":
        yield f"{place}.name: Input should be 'web_search'"
    yield from (f"{place}.{key}: Extra inputs are not permitted" for key in sorted(tool.keys() - _SEARCH_KEYS))
    uses = tool.get("max_uses")
    if uses is not None and (not isinstance(uses, int) or uses < 1):
        yield f"{place}.max_uses: Input should be greater than 0"
    if tool.get("allowed_domains") and tool.get("blocked_domains"):
        yield f"{place}: only one of allowed_domains and blocked_domains may be given"

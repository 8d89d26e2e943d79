"""Requests → what the Messages API takes."""

import base64
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from kb.llm.models import ModelSettings
from kb.llm.providers.searching import most_read, tool
from kb.llm.request import Request

Params = dict[str, Any]
"""Keyword arguments of a message."""

_PICTURE = 5_000
"""Tokens that a picture is at most, of the largest that a server takes without making it smaller."""
_BYTES = 2
"""Of a prompt that make a token at the least: money is set aside for more than is needed, never for less."""


def params(request: Request, settings: ModelSettings, model: str, max_tokens: int, prompt: str = "") -> Params:
    """`prompt` stands in place of what the request says last."""
    output: Params = {} if request.searches else {"format": {"type": "json_schema", "schema": schema(request.shape)}}
    if settings.effort:
        output["effort"] = settings.effort
    asked: Params = {
        "model": model,
        "max_tokens": max_tokens,
        "messages": _messages(request, prompt),
    }
    if output:
        asked["output_config"] = output
    if request.searches:
        asked["tools"] = [tool(request.searches)]
    if request.system:
        asked["system"] = [{"type": "text", "text": request.system, "cache_control": {"type": "ephemeral"}}]
    if settings.thinking:
        asked["thinking"] = {"type": settings.thinking}
    return asked


def continued(asked: Params, content: Sequence[Mapping[str, Any]]) -> Params:
    """The same, for a server that paused after so much: it goes on from there."""
    return {**asked, "messages": [*asked["messages"], {"role": "assistant", "content": list(content)}]}


def _messages(request: Request, prompt: str) -> list[Params]:
    """The prompt, then turn by turn what was replied and told; a server keeps it all for the request that follows."""
    if request.turns is None:
        return [{"role": "user", "content": _content(request, prompt or request.prompt)}]
    told = [request.prompt, *(turn.told for turn in request.turns)]
    *before, last = [*told[:-1], prompt or told[-1]]
    messages: list[Params] = []
    for said, turn in zip(before, request.turns, strict=True):
        messages += [{"role": "user", "content": _sendable(said)}, {"role": "assistant", "content": turn.reply}]
    kept = {"type": "text", "text": _sendable(last), "cache_control": {"type": "ephemeral"}}
    return [*messages, {"role": "user", "content": [kept]}]


def _content(request: Request, prompt: str) -> str | list[Params]:
    """The prompt, behind the picture that it is about."""
    text = _sendable(prompt)
    if request.shown is None:
        return text
    data = base64.b64encode(request.shown.data).decode()
    source = {"type": "base64", "media_type": request.shown.media_type, "data": data}
    return [{"type": "image", "source": source}, {"type": "text", "text": text}]


def _sendable(text: str) -> str:
    """Half a surrogate pair, as some exports hold, has no bytes: a question mark stands for it."""
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def schema(shape: type[BaseModel]) -> Params:
    """The part of JSON schema that the API compiles; what it can't is told in descriptions."""
    from anthropic import transform_schema

    return transform_schema(shape)


def room(asked: Params) -> int:
    """Tokens that the server may read, estimated high."""
    texts = [block["text"] for block in asked.get("system", ())]
    pictures = 0
    for turn in asked["messages"]:
        blocks = turn["content"] if isinstance(turn["content"], list) else [{"type": "text", "text": turn["content"]}]
        texts += [block["text"] for block in blocks if block["type"] == "text"]
        pictures += sum(block["type"] == "image" for block in blocks)
    form = str(asked.get("output_config", ""))
    found = most_read(searches(asked))
    return sum(len(text.encode()) for text in (*texts, form)) // _BYTES + pictures * _PICTURE + found


def searches(asked: Params) -> int:
    """Of the web, that the server may make."""
    return sum(int(one["max_uses"]) for one in asked.get("tools", ()))


def repair(prompt: str, reply: str, fault: str) -> str:
    """A prompt that asks for the same again, with what was wrong."""
    longest = max((len(run) for run in re.findall("`+", reply)), default=0)
    fence = "`" * max(3, longest + 1)
    return (
        f"{prompt}\n\nAn earlier reply to this was:\n\n{fence}\n{reply}\n{fence}\n\n{fault}.\n"
        "Reply with the whole JSON, corrected."
    )

"""The real SDK, pointed at the server: its own retries are off, and no profile of whoever runs the tests is read."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from messages_api.server import Server

if TYPE_CHECKING:
    from anthropic import Anthropic, DefaultHttpxClient
    from anthropic.types import Message

MODEL = "claude-haiku-5-5"
SCHEMA = {
    "type": "object",
    "properties": {"word": {"type": "string"}},
    "required": ["word"],
    "additionalProperties": False,
}


def client(server: Server) -> Anthropic:
    """Imported here since it takes two seconds, once a process."""
    from anthropic import Anthropic

    return Anthropic(api_key="any", base_url=server.url, max_retries=0, http_client=_connections())


@cache
def _connections() -> DefaultHttpxClient:
    """Shared by all clients: each set of its own would read every certificate of the machine again."""
    from anthropic import DefaultHttpxClient

    return DefaultHttpxClient(trust_env=False)


def question(text: str = "Which word?", **more: Any) -> dict[str, Any]:
    """The least that the API takes, with what is given besides or in place of it."""
    return {"model": MODEL, "max_tokens": 100, "messages": [{"role": "user", "content": text}], **more}


def formatted(schema: object = SCHEMA) -> dict[str, Any]:
    """An output_config that asks for JSON in a schema."""
    return {"format": {"type": "json_schema", "schema": schema}}


def stream(server: Server, text: str = "Which word?", **more: Any) -> Message:
    with client(server).messages.stream(**question(text, **more)) as events:
        return events.get_final_message()


def create(server: Server, text: str = "Which word?", **more: Any) -> Message:
    return client(server).messages.create(**question(text, **more))


def text_of(message: Message) -> str:
    return "".join(block.text for block in message.content if block.type == "text")

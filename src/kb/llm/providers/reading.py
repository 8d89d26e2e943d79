"""What a server sends, event by event or whole → a message; what had come when a stream broke off is counted too."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from kb.llm.port import Usage
from kb.llm.providers.blocks import Blocks

_CHARACTERS = 4
"""That make a token, where the server had no time to count."""
_FOLDER = re.compile(r"^(?:[A-Za-z]:)?[/\\].*[/\\]")
_COUNTS = {
    "input_tokens": "input",
    "output_tokens": "output",
    "cache_read_input_tokens": "cache_read",
    "cache_creation_input_tokens": "cache_write",
    "web_search_requests": "searches",
}


class Event(Protocol):
    """A server-sent event."""

    @property
    def event(self) -> str | None: ...

    @property
    def data(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the server meant it to end."""

    text: str
    """All text blocks, joined; thinking is none."""
    stop_reason: str
    model: str
    """Who wrote it; without the folder, where a local server tells a file's path."""
    usage: Usage
    detail: str = ""
    """The category of a refusal."""
    content: tuple[Mapping[str, Any], ...] = ()
    """Every block, as it came."""


@dataclass(slots=True)
class Arriving:
    """A stream as it comes. Whoever is cut off still knows what it cost."""

    headers: Mapping[str, str] = field(default_factory=dict)
    error: Mapping[str, Any] | None = None
    """What an error event said; nothing comes after it."""
    listen: Callable[[str], None] | None = None
    """Is told the text so far."""
    _texts: list[str] = field(default_factory=list)
    _characters: int = 0
    _counts: dict[str, int] = field(default_factory=dict)
    _model: str = ""
    _stop: Mapping[str, Any] = field(default_factory=dict)
    _blocks: Blocks = field(default_factory=Blocks)

    def read(self, events: Iterable[Event]) -> None:
        """Raises ValueError where data is no JSON, or not what the API speaks."""
        for event in events:
            data = _mapping(json.loads(event.data)) if event.data and event.event not in (None, "ping") else {}
            match event.event:
                case "error":
                    self.error = data
                    return
                case "message_start":
                    self._started(_mapping(data.get("message")))
                case "content_block_start":
                    self._blocks.begin(block := _mapping(data.get("content_block")))
                    self._took(block)
                case "content_block_delta":
                    self._blocks.add(delta := _mapping(data.get("delta")))
                    self._took(delta)
                case "message_delta":
                    self._stop = _mapping(data.get("delta"))
                    self._counts |= _counted(data.get("usage"))

    @property
    def begun(self) -> bool:
        """Whether a message began to come, and not the page of a proxy."""
        return bool(self._counts or self._model)

    @property
    def request_id(self) -> str:
        return str(self.headers.get("request-id", ""))

    @property
    def usage(self) -> Usage:
        """As the server counted; a stream that broke off is counted by what had come of it."""
        if self._stop:
            return Usage(**self._counts)
        least = -(-self._characters // _CHARACTERS)
        come = {"output": max(self._counts.get("output", 0), least), "searches": self._blocks.searches}
        return Usage(**{**self._counts, **come})

    @property
    def message(self) -> Message | None:
        """None when the stream ended before the server said why."""
        reason = self._stop.get("stop_reason")
        if not reason:
            return None
        text, detail = "".join(self._texts), _category(self._stop)
        return Message(text, str(reason), self._model, self.usage, detail, self._blocks.whole())

    def _started(self, message: Mapping[str, Any]) -> None:
        self._model = _named(message)
        self._counts |= _counted(message.get("usage"))

    def _took(self, part: Mapping[str, Any]) -> None:
        text = str(part.get("text") or "")
        self._texts.append(text)
        self._characters += len(text) + len(str(part.get("thinking") or ""))
        if text and self.listen is not None:
            self.listen("".join(self._texts))


def whole(message: Mapping[str, Any]) -> Message:
    """A message that came in one piece, as the results of a batch hold it. Raises ValueError where it is none."""
    blocks = tuple(map(_mapping, message.get("content") or ()))
    texts = (str(block.get("text") or "") for block in blocks if block.get("type") == "text")
    usage = Usage(**_counted(message.get("usage")))
    reason = str(message.get("stop_reason") or "")
    return Message("".join(texts), reason, _named(message), usage, _category(message), blocks)


def _named(message: Mapping[str, Any]) -> str:
    # Replies are kept with it and may be shared: whose machine wrote them is nobody's business.
    return _FOLDER.sub("", str(message.get("model", "")))


def _category(stop: Mapping[str, Any]) -> str:
    return str(_mapping(stop.get("stop_details") or {}).get("category") or "")


def _counted(usage: object) -> dict[str, int]:
    told = _mapping(usage or {})
    told = {**told, **_mapping(told.get("server_tool_use") or {})}
    return {ours: int(str(told[theirs])) for theirs, ours in _COUNTS.items() if told.get(theirs) is not None}


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("not what the API speaks")
    return value

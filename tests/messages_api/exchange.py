"""One request and the reply to it: a scripted answer plays on this, and cannot forget to count tokens or requests."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from messages_api.connection import Connection
from messages_api.messages import compose
from messages_api.prefixes import Account
from messages_api.replies import Json, Reply
from messages_api.statuses import HttpError
from messages_api.streaming import event, events, middle
from messages_api.traffic import Request, Traffic


class Exchange:
    def __init__(self, request: Request, request_id: str, wire: Connection, traffic: Traffic) -> None:
        self.request, self.request_id = request, request_id
        self.streamed = request.asks and bool(request.body.get("stream"))
        self.account = Account(0)
        self.on_start: Callable[[Account], None] = lambda account: None
        """Called when the first bytes of a reply go out, never for an error."""
        self.fixed: bytes | None = None
        """The reply of a route that no script answers."""
        self._wire, self._traffic = wire, traffic

    def deliver(self, reply: Reply) -> None:
        if self.streamed:
            self.begin(reply.headers)
            self.end(b"".join(self.events(reply)), whole=True)
        else:
            self.on_start(self.account)
            self.send(200, self.payload(reply), headers=reply.headers, whole=True)

    def events(self, reply: Reply) -> list[bytes]:
        return events(self._message(reply))

    def halves(self, reply: Reply) -> tuple[bytes, bytes]:
        """The stream, parted in the middle of its last text."""
        told = self.events(reply)
        cut = middle(told)
        return b"".join(told[:cut]), b"".join(told[cut:])

    def payload(self, reply: Reply) -> bytes:
        return json.dumps(self._message(reply)).encode() if self.fixed is None else self.fixed

    def error_event(self, error: HttpError) -> bytes:
        return event("error", **{name: value for name, value in error.told(self.request_id).items() if name != "type"})

    def begin(self, headers: Mapping[str, str] | None = None) -> None:
        self.on_start(self.account)
        kind = {"content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache"}
        self._wire.head(200, {**kind, "transfer-encoding": "chunked", "request-id": self.request_id, **(headers or {})})

    def push(self, data: bytes) -> None:
        """Events that arrive now."""
        self._wire.chunk(data)
        self._wire.flush()

    def end(self, data: bytes = b"", *, whole: bool = False) -> None:
        self._wire.chunk(data, last=True)
        self._last(whole)

    def send(
        self, status: int, payload: Json | bytes, *, headers: Mapping[str, str] | None = None, whole: bool = False
    ) -> None:
        told = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        self._head(status, len(told), headers or {})
        self._wire.write(told)
        self._last(whole)

    def truncate(self, payload: bytes) -> None:
        """Half of what was announced, and then the connection drops."""
        self.on_start(self.account)
        self._head(200, len(payload), {})
        self._wire.write(payload[: len(payload) // 2])
        self.drop()

    def drop(self) -> None:
        self._traffic.goes(self.request, whole=False)
        self._wire.drop()

    def _head(self, status: int, length: int, headers: Mapping[str, str]) -> None:
        own = {"content-type": "application/json", "content-length": str(length), "request-id": self.request_id}
        self._wire.head(status, {**own, **headers})

    def _last(self, whole: bool) -> None:
        self._traffic.goes(self.request, whole=whole)
        try:
            self._wire.flush()
        except ConnectionError:
            if whole:
                self._traffic.was_lost(self.request)
            raise

    def _message(self, reply: Reply) -> Json:
        return compose(reply, self.request.body, self.account, self.request_id)

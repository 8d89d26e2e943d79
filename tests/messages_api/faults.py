"""What goes wrong beneath a reply: lines that drop, streams that end early, JSON that is none, items that expire.

Each takes the reply that it spoils; where it does not matter which, there is a plain one.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from messages_api.replies import Json, Reply, says
from messages_api.statuses import HttpError, server_error

if TYPE_CHECKING:
    from messages_api.exchange import Exchange

PLAIN = says('{"said": "before it went wrong"}')
WAIT = 60.0
"""Seconds until a gate that nobody opens counts as a dropped connection."""


@dataclass(frozen=True, slots=True)
class Fault:
    reply: Reply = PLAIN

    def play(self, exchange: Exchange) -> None:
        raise NotImplementedError(f"{type(self).__name__} is for items of a batch")

    def result(self) -> Json:
        """What becomes of an item of a batch: a fault of the line is the server's own there."""
        return server_error().result()


class DropsBeforeHeaders(Fault):
    """The connection closes without a word. Outside messages the work is done all the same, only its reply is lost."""

    def play(self, exchange: Exchange) -> None:
        exchange.drop()


class DropsMidStream(Fault):
    """The connection closes half-way through the reply."""

    def play(self, exchange: Exchange) -> None:
        if not exchange.streamed:
            exchange.truncate(exchange.payload(self.reply))
            return
        exchange.begin()
        exchange.push(exchange.halves(self.reply)[0])
        exchange.drop()


class EndsEarly(Fault):
    """The stream ends in good order half-way through the text: no message_delta, no message_stop, no error."""

    def play(self, exchange: Exchange) -> None:
        if not exchange.streamed:
            exchange.truncate(exchange.payload(self.reply))
            return
        exchange.begin()
        exchange.end(exchange.halves(self.reply)[0])


class BrokenJson(Fault):
    """HTTP 200 with JSON that breaks off: an event's data in a stream, else the body, of the length announced."""

    def play(self, exchange: Exchange) -> None:
        if not exchange.streamed:
            payload = exchange.payload(self.reply)
            exchange.send(200, payload[: len(payload) // 2])
            return
        broken = b'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"del\n\n'
        exchange.begin()
        exchange.end(exchange.halves(self.reply)[0] + broken)


class ProxyPage(Fault):
    """HTTP 200 with the login page of something between here and there."""

    def play(self, exchange: Exchange) -> None:
        exchange.send(200, b"<html><body>Please log in.</body></html>", headers={"content-type": "text/html"})


@dataclass(frozen=True, slots=True)
class ErrorMidStream(Fault):
    """`event: error` half-way through the stream; where nothing streams, HTTP 529."""

    type: str = "overloaded_error"

    def play(self, exchange: Exchange) -> None:
        error = HttpError(529, self.type, "Overloaded")
        if not exchange.streamed:
            error.play(exchange)
            return
        exchange.begin()
        exchange.end(exchange.halves(self.reply)[0] + exchange.error_event(error))


class Stalls:
    """Nothing comes until the test opens the gate, and then the answer; mid-stream: half of the reply comes at once."""

    def __init__(self, gate: Event, then: Reply | Fault | HttpError = PLAIN, *, mid_stream: bool = False) -> None:
        self.gate, self.then, self.mid_stream = gate, then, mid_stream

    def play(self, exchange: Exchange) -> None:
        second = b""
        if self.mid_stream and exchange.streamed and isinstance(self.then, Reply):
            first, second = exchange.halves(self.then)
            exchange.begin()
            exchange.push(first)
        if not self.gate.wait(WAIT):
            exchange.drop()
        elif second:
            exchange.end(second, whole=True)
        else:
            self.then.play(exchange)

    def result(self) -> Json:
        return server_error().result()


class Expires(Fault):
    """An item that its batch did not get to in time."""

    def result(self) -> Json:
        return {"type": "expired"}


class Cancels(Fault):
    """An item that was cancelled, as when others of its batch were done before the cancelling."""

    def result(self) -> Json:
        return {"type": "canceled"}

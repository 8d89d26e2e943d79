"""Requests → what answers them: the script, the batches, the list of models, or a refusal."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import blake2b
from itertools import count
from typing import Protocol
from urllib.parse import parse_qsl, urlsplit

from messages_api import batches, models
from messages_api.admission import parsed, turned_away
from messages_api.connection import Connection
from messages_api.exchange import Exchange
from messages_api.faults import Fault, Stalls
from messages_api.messages import compose
from messages_api.prefixes import Prefixes
from messages_api.replies import Json, Reply
from messages_api.statuses import HttpError, bad_request, not_found
from messages_api.traffic import Request, Traffic
from messages_api.validation import Kind, complaint


class Script(Protocol):
    """What is said to a body that came `nth` times before."""

    def __call__(self, body: Json, nth: int, /) -> Reply | Fault | HttpError | Stalls: ...


Interfere = Callable[[Request, int], Fault | HttpError | Stalls | None]
"""A request that no script answers, and how often its like came before → what goes wrong with it."""


class Api:
    def __init__(self, script: Script, *, strict: bool, polls: int, interfere: Interfere | None) -> None:
        self.script, self.strict, self.interfere = script, strict, interfere
        self.prefixes, self.traffic = Prefixes(), Traffic()
        self.batches = batches.Batches(self._item, polls)
        self._numbers = count(1)

    def answer(self, method: str, target: str, headers: Mapping[str, str], raw: bytes, wire: Connection) -> None:
        url, body = urlsplit(target), parsed(raw)
        request = Request(method, url.path, headers, body or {})
        exchange = Exchange(request, f"req_{next(self._numbers):024}", wire, self.traffic)
        self.traffic.came(request)
        error = turned_away(url.path, headers, raw)
        if error is None and body is None:
            error = bad_request("The request body is not valid JSON")
        if error:
            error.play(exchange)
        elif request.asks:
            self._message(exchange, raw)
        else:
            self._route(exchange, dict(parse_qsl(url.query)))

    def _message(self, exchange: Exchange, raw: bytes) -> None:
        body = exchange.request.body
        if refused := self._refused(body, "message"):
            refused.play(exchange)
            return
        exchange.account, exchange.on_start = self.prefixes.account(body), self.prefixes.started
        self.script(body, self.traffic.nth(blake2b(raw).digest())).play(exchange)

    def _item(self, params: Json, number: str) -> Json:
        """The result of an item of a batch."""
        if refused := self._refused(params, "item"):
            return refused.result()
        nth = self.traffic.nth(blake2b(json.dumps(params, sort_keys=True).encode()).digest())
        said = self.script(params, nth)
        if not isinstance(said, Reply):
            return said.result()
        account = self.prefixes.account(params)
        self.prefixes.started(account)
        return {"type": "succeeded", "message": compose(said, params, account, number, tier="batch")}

    def _refused(self, body: Json, kind: Kind) -> HttpError | None:
        if not self.strict:
            return None
        if wrong := complaint(body, kind):
            return bad_request(wrong)
        return None if body["model"] in models.MODELS else not_found(f"model: {body['model']}")

    def _route(self, exchange: Exchange, query: Mapping[str, str]) -> None:
        request = exchange.request
        nth = self.traffic.nth((request.method, request.path))
        spoilt = self.interfere(request, nth) if self.interfere else None
        said = spoilt if isinstance(spoilt, HttpError) else self._routed(request, query)
        if isinstance(said, HttpError):
            said.play(exchange)
            return
        exchange.fixed = said if isinstance(said, bytes) else json.dumps(said).encode()
        if spoilt:
            spoilt.play(exchange)
        else:
            exchange.send(200, exchange.fixed)

    def _routed(self, request: Request, query: Mapping[str, str]) -> Json | bytes | HttpError:
        if request.path == batches.PATH and request.method == "POST":
            return self.batches.create(request.body)
        match request.method, request.path.removeprefix("/v1/").split("/"):
            case _, ["messages", "batches", *words]:
                return self.batches.answer(request.method, words, query)
            case "POST", ["messages", "count_tokens"]:
                return self._refused(request.body, "count") or self._counted(request.body)
            case "GET", ["models"]:
                return models.listed()
            case "GET", ["models", name]:
                return models.MODELS.get(name) or not_found(f"model: {name}")
        return not_found(f"{request.method} {request.path}")

    def _counted(self, body: Json) -> Json:
        account = Prefixes().account(body)
        return {"input_tokens": account.fresh + account.written}

"""Batches: items go in, polls go by, results come out in another order.

Counts stay 0 until a batch has ended; a faulty item is not found before, it errs by itself.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from random import Random
from threading import RLock

from messages_api.replies import Json
from messages_api.statuses import HttpError, bad_request, not_found

CREATED, ENDED, EXPIRES = "2026-11-01T00:00:00Z", "2026-11-01T00:30:00Z", "2026-11-02T00:00:00Z"
LARGEST = 100_000
PATH = "/v1/messages/batches"
_CUSTOM_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_OUTCOMES = ("succeeded", "errored", "canceled", "expired")

Ask = Callable[[Json, str], Json]
"""Parameters and unique number of an item → its result."""


@dataclass(slots=True)
class Batch:
    id: str
    requests: list[Json]
    polls_left: int
    is_cancelled: bool = False
    results: list[Json] | None = field(default=None)
    """In the order of the file; None until the batch has ended."""


class Batches:
    def __init__(self, ask: Ask, polls: int) -> None:
        self.url = ""
        """What results_url begins with."""
        self._ask, self._polls = ask, polls
        self._batches: dict[str, Batch] = {}
        self._numbers = count(1)
        self._lock = RLock()

    def create(self, body: Json) -> Json | HttpError:
        if complaint := _complaint(body):
            return bad_request(complaint)
        with self._lock:
            batch = Batch(f"msgbatch_{next(self._numbers):024}", body["requests"], self._polls)
            self._batches[batch.id] = batch
        return self._told(batch)

    def answer(self, method: str, words: list[str], query: Mapping[str, str]) -> Json | bytes | HttpError:
        """What `METHOD /v1/messages/batches/<words>` gives."""
        with self._lock:
            if not words:
                return self._listed(query)
            batch = self._batches.get(words[0])
            if batch is None:
                return not_found(f"batch: {words[0]}")
            match method, words[1:]:
                case "GET", []:
                    return self._polled(batch)
                case "GET", ["results"]:
                    return _file(batch)
                case "POST", ["cancel"]:
                    batch.is_cancelled = batch.results is None
                    return self._told(batch)
                case "DELETE", []:
                    return self._deleted(batch)
        return not_found("/".join(words))

    def _polled(self, batch: Batch) -> Json:
        if batch.results is None and (batch.is_cancelled or batch.polls_left <= 0):
            batch.results = self._ended(batch)
        batch.polls_left -= 1
        return self._told(batch)

    def _ended(self, batch: Batch) -> list[Json]:
        results = []
        for number, item in enumerate(batch.requests):
            unique = f"{batch.id}x{number}"
            result = {"type": "canceled"} if batch.is_cancelled else self._ask(item["params"], unique)
            results.append({"custom_id": item["custom_id"], "result": result})
        shuffled = Random(batch.id).sample(results, len(results))
        return shuffled if shuffled != results else results[::-1]

    def _told(self, batch: Batch) -> Json:
        outcomes = Counter(one["result"]["type"] for one in batch.results or ())
        ended = batch.results is not None
        waiting = "canceling" if batch.is_cancelled else "in_progress"
        return {
            "id": batch.id,
            "type": "message_batch",
            "processing_status": "ended" if ended else waiting,
            "request_counts": {"processing": 0 if ended else len(batch.requests)}
            | {outcome: outcomes[outcome] for outcome in _OUTCOMES},
            "created_at": CREATED,
            "expires_at": EXPIRES,
            "ended_at": ENDED if ended else None,
            "cancel_initiated_at": CREATED if batch.is_cancelled else None,
            "archived_at": None,
            "results_url": f"{self.url}{PATH}/{batch.id}/results" if ended else None,
        }

    def _listed(self, query: Mapping[str, str]) -> Json:
        newest_first = list(self._batches)[::-1]
        start = newest_first.index(query["after_id"]) + 1 if query.get("after_id") in newest_first else 0
        page = newest_first[start : start + int(query.get("limit", 20))]
        ends = {"first_id": page[0] if page else None, "last_id": page[-1] if page else None}
        told = [self._told(self._batches[name]) for name in page]
        return {"data": told, "has_more": page[-1:] != newest_first[-1:], **ends}

    def _deleted(self, batch: Batch) -> Json | HttpError:
        if batch.results is None:
            return bad_request("Only batches that have ended can be deleted.")
        del self._batches[batch.id]
        return {"id": batch.id, "type": "message_batch_deleted"}


def _file(batch: Batch) -> bytes | HttpError:
    if batch.results is None:
        return not_found(f"results of {batch.id}: it has not ended")
    return "".join(json.dumps(one) + "\n" for one in batch.results).encode()


def _complaint(body: Json) -> str | None:
    """What refuses the whole batch."""
    items = body.get("requests")
    if body.keys() != {"requests"} or not isinstance(items, list) or not 0 < len(items) <= LARGEST:
        return f"requests: Field required, with 1 to {LARGEST} items and nothing beside it"
    for number, item in enumerate(items):
        if not isinstance(item, dict) or item.keys() != {"custom_id", "params"}:
            return f"requests.{number}: custom_id and params: Field required, and nothing beside them"
        if not isinstance(item["custom_id"], str) or not _CUSTOM_ID.fullmatch(item["custom_id"]):
            return f"requests.{number}.custom_id: String should match pattern '^[a-zA-Z0-9_-]{{1,64}}$'"
    if twice := [name for name, times in Counter(item["custom_id"] for item in items).items() if times > 1]:
        return f"requests: custom_id must be unique, given twice: {', '.join(twice)}"
    return None

"""Errors that come as an HTTP status: one function for each, with the type and code the API gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from messages_api.replies import Json

if TYPE_CHECKING:
    from messages_api.exchange import Exchange


@dataclass(frozen=True, slots=True)
class HttpError:
    """A reply that is an error. `retry_after` is in seconds and may be fractional."""

    status: int
    type: str
    message: str
    error_code: str | None = None
    retry_after: float | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def play(self, exchange: Exchange) -> None:
        waiting = {} if self.retry_after is None else {"retry-after": f"{self.retry_after:g}"}
        exchange.send(self.status, self.told(exchange.request_id), headers={**self.headers, **waiting})

    def told(self, request_id: str | None = None) -> Json:
        error: Json = {"type": self.type, "message": self.message}
        if self.error_code:
            error["details"] = {"error_code": self.error_code}
        return {"type": "error", "error": error, "request_id": request_id}

    def result(self) -> Json:
        """What becomes of an item of a batch."""
        return {"type": "errored", "error": self.told()}


def rate_limited(retry_after: float | None = None, *, headers: Mapping[str, str] | None = None) -> HttpError:
    message = "This request would exceed your rate limit."
    return HttpError(429, "rate_limit_error", message, retry_after=retry_after, headers=headers or {})


def overloaded(retry_after: float | None = None) -> HttpError:
    return HttpError(529, "overloaded_error", "Overloaded", retry_after=retry_after)


def server_error(retry_after: float | None = None) -> HttpError:
    return HttpError(500, "api_error", "Internal server error", retry_after=retry_after)


def unavailable(retry_after: float | None = None) -> HttpError:
    return HttpError(503, "api_error", "Service unavailable", retry_after=retry_after)


def bad_request(message: str = "Invalid request") -> HttpError:
    return HttpError(400, "invalid_request_error", message)


def unauthorized() -> HttpError:
    return HttpError(401, "authentication_error", "invalid x-api-key")


def payment_required() -> HttpError:
    return HttpError(402, "billing_error", "Your credit balance is too low.")


def spend_limit_reached(code: str = "enforced_spend_limit_reached") -> HttpError:
    """A 429 that no waiting helps: the month's money is spent. Or `contract_spend_limit_reached`."""
    return HttpError(429, "rate_limit_error", "You have reached your monthly API usage limit.", code)


def forbidden() -> HttpError:
    return HttpError(403, "permission_error", "Your API key does not have permission to use this model.")


def not_found(what: str = "model: claude-nothing") -> HttpError:
    return HttpError(404, "not_found_error", what)


def too_large() -> HttpError:
    return HttpError(413, "request_too_large", "Request exceeds the maximum size.")

"""What went wrong with a call → whether to ask again, to give this request up, or to end the run."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.utils import mktime_tz, parsedate_tz
from typing import Any

from kb.errors import EngineError

PATIENCE = 60.0
"""Seconds that a server may ask to wait; whoever asks for more is asked again in another run."""

_WITHOUT_KEY = "or, in a wiki that no model wrote yet, use --engine extractive, which needs none"
_OTHER_MODEL = "Name another one under engine: models: in kb.yaml"
_SPENT = ("enforced_spend_limit_reached", "contract_spend_limit_reached", "linked_organization_spend_limit_reached")
_STATUSES = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "api_error": 500,
    "timeout_error": 504,
    "overloaded_error": 529,
}
_PASSING = {408: "timeout", 409: "conflict", 429: "rate_limited", 503: "overloaded", 504: "timeout", 529: "overloaded"}
_HINTS = {
    401: f"Set ANTHROPIC_API_KEY to a key that is valid, {_WITHOUT_KEY}.",
    402: "Add credit to the account that the key belongs to; every reply so far is kept.",
    403: f"Use a key that may use this model. {_OTHER_MODEL}.",
    404: f"{_OTHER_MODEL}, or mend base_url there.",
}


@dataclass(eq=False)
class Fault(Exception):
    """Why a call brought no message."""

    outcome: str
    """In a word, for the account: overloaded, rate_limited, lost, ..."""
    words: str
    """For a person; never holds a key."""
    passing: bool = True
    """Whether asking again may help."""
    after: float | None = None
    """Seconds that the server asks to wait first."""
    stop: EngineError | None = None
    """Why nothing else will be answered either."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """What the server sent with it."""

    @property
    def gone(self) -> bool:
        """Whether it is about the model that was asked: it is not there, or not for us."""
        return self.outcome in ("no_such_model", "forbidden")

    @property
    def went_out(self) -> bool:
        """Whether anything was sent."""
        return self.outcome not in ("no_credentials", "bad_address")


def by_status(status: int, message: str, code: str = "", headers: Mapping[str, str] | None = None) -> Fault:
    """The fault that an HTTP status stands for. `code` names the cause where the server gives one."""
    asked = headers or {}
    return replace(_by_status(status, message, code, asked), headers=asked)


def _by_status(status: int, message: str, code: str, asked: Mapping[str, str]) -> Fault:
    if code in _SPENT:
        return _end(
            "spent",
            f"the server says: {message}",
            "Raise the spend limit, or wait until it resets; every reply so far is kept.",
        )
    if status in _HINTS:
        outcomes = {401: "unauthorized", 402: "unpaid", 403: "forbidden", 404: "no_such_model"}
        return _end(outcomes[status], f"the server says: {message} ({status})", _HINTS[status])
    if status in _PASSING or status >= 500:
        passing = asked.get("x-should-retry") != "false"
        return Fault(_PASSING.get(status, "server_error"), f"{message} ({status})", passing, _retry_after(asked))
    return Fault("too_large" if status == 413 else "rejected", f"{message} ({status})", passing=False)


def by_error(told: Mapping[str, Any]) -> Fault:
    """The fault that an error object stands for, in a stream or among the results of a batch."""
    error = told.get("error") or {}
    kind, details = str(error.get("type", "")), error.get("details") or {}
    words = str(error.get("message") or kind or "the server told of an error")
    return by_status(_STATUSES.get(kind, 500), words, str(details.get("error_code", "")))


def without_credentials(words: str = "no key to ask a model with") -> Fault:
    return _end("no_credentials", words, f"Set ANTHROPIC_API_KEY, {_WITHOUT_KEY}.")


def unusable_credentials(words: str) -> Fault:
    return _end("no_credentials", words, f"Set ANTHROPIC_API_KEY to the key alone, {_WITHOUT_KEY}.")


def bad_address(url: str) -> Fault:
    return _end(
        "bad_address", f"{url} is no address of a server", "Mend engine: base_url: in kb.yaml, or leave it out."
    )


def unreachable(url: str) -> Fault:
    return Fault("unreachable", f"can't reach {url}")


def lost(words: str = "the connection broke off") -> Fault:
    return Fault("lost", words)


def _end(outcome: str, message: str, hint: str) -> Fault:
    return Fault(outcome, message, passing=False, stop=EngineError(message, hint=hint))


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds; a date is read against the server's own clock."""
    for name, share in (("retry-after-ms", 1000), ("retry-after", 1)):
        try:
            return max(0.0, float(headers.get(name, "")) / share)
        except ValueError:
            continue
    until, now = parsedate_tz(headers.get("retry-after", "")), parsedate_tz(headers.get("date", ""))
    return max(0.0, float(mktime_tz(until) - mktime_tz(now))) if until and now else None

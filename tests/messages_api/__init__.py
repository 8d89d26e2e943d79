"""The Messages API on loopback, scripted: a test says what the model says, and what goes wrong on the way.

    with Server(lambda body, nth: overloaded() if nth == 0 else says('{"claims": []}')) as server:
        client = Anthropic(api_key="any", base_url=server.url, max_retries=0)

It refuses what the hosted API refuses, so a request that only this server would take fails here first.
"""

from messages_api.api import Script
from messages_api.faults import (
    BrokenJson,
    Cancels,
    DropsBeforeHeaders,
    DropsMidStream,
    EndsEarly,
    ErrorMidStream,
    Expires,
    Fault,
    ProxyPage,
    Stalls,
)
from messages_api.flaky import EVERY_FAULT, flaky
from messages_api.replies import (
    Reply,
    Usage,
    calls,
    cut_at_max_tokens,
    fails_to_search,
    overflows_context,
    pauses,
    rate_limits,
    refuses,
    result,
    says,
    searches,
    wrong_shape,
)
from messages_api.server import Server
from messages_api.statuses import (
    HttpError,
    bad_request,
    forbidden,
    not_found,
    overloaded,
    payment_required,
    rate_limited,
    server_error,
    spend_limit_reached,
    too_large,
    unauthorized,
    unavailable,
)
from messages_api.traffic import Request

__all__ = [
    "EVERY_FAULT",
    "BrokenJson",
    "Cancels",
    "DropsBeforeHeaders",
    "DropsMidStream",
    "EndsEarly",
    "ErrorMidStream",
    "Expires",
    "Fault",
    "HttpError",
    "ProxyPage",
    "Reply",
    "Request",
    "Script",
    "Server",
    "Stalls",
    "Usage",
    "bad_request",
    "calls",
    "cut_at_max_tokens",
    "fails_to_search",
    "flaky",
    "forbidden",
    "not_found",
    "overflows_context",
    "overloaded",
    "pauses",
    "payment_required",
    "rate_limited",
    "rate_limits",
    "refuses",
    "result",
    "says",
    "searches",
    "server_error",
    "spend_limit_reached",
    "too_large",
    "unauthorized",
    "unavailable",
    "wrong_shape",
]

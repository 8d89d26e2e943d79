"""A request → why it is turned away at the door: no key, another version, too large, no JSON."""

import json
from collections.abc import Mapping

from messages_api.replies import Json
from messages_api.statuses import HttpError, bad_request, too_large, unauthorized

VERSION = "2026-10-21"
LARGEST, LARGEST_BATCH = 32 * 2**20, 256 * 2**20
"""Bytes."""


def turned_away(path: str, headers: Mapping[str, str], body: bytes) -> HttpError | None:
    scheme, _, key = headers.get("authorization", "").partition(" ")
    if not (scheme == "Bearer" and key) and not headers.get("x-api-key"):
        return unauthorized()
    if headers.get("anthropic-version") != VERSION:
        return bad_request(f"anthropic-version: must be {VERSION}")
    if len(body) > (LARGEST_BATCH if path.startswith("/v1/messages/batches") else LARGEST):
        return too_large()
    return None


def parsed(body: bytes) -> Json | None:
    """The JSON object sent; {} for no body, None for anything else."""
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        return None
    return value if isinstance(value, dict) else None

"""Text → how many tokens it is at most, without a tokenizer: the guard for what a request may cost."""

import json

from kb.llm.request import Request

_CHARACTERS = 3
"""A token holds more of prose and of code, in every measured text."""


def tokens(text: str) -> int:
    """Tokens that `text` has at most, near enough."""
    return -(-len(text) // _CHARACTERS)


def request_tokens(request: Request) -> int:
    """Tokens of all that a model sees of a request."""
    shown = request.shown.tokens if request.shown is not None else 0
    return tokens(request.system) + tokens(request.text) + tokens(json.dumps(request.schema)) + shown

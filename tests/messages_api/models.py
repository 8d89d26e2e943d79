"""The models that are served, as `GET /v1/models` tells them."""

from messages_api.replies import Json

_LARGE, _SMALL = (1_000_000, 128_000), (200_000, 64_000)
_LIMITS = {
    "claude-haiku-5-5": _LARGE,
    "claude-sonnet-5-5": _LARGE,
    "claude-opus-5-5": _LARGE,
    "claude-fable-5-1": _LARGE,
    "claude-sonnet-5": _LARGE,
    "claude-opus-5": _LARGE,
    "claude-haiku-4-5": _SMALL,
}
"""Tokens in, tokens out."""


def _can(supported: bool, **more: object) -> Json:
    return {"supported": supported, **more}


_EFFORTS = {level: _can(True) for level in ("low", "medium", "high", "xhigh", "max")}
_THINKING = {
    "adaptive": _can(True),
    "between_tools": _can(True),
    "disabled": _can(False),
    "enabled": _can(False),
}
_CAPABILITIES = {
    "batch": _can(True),
    "citations": _can(True),
    "code_execution": _can(False),
    "context_management": _can(False),
    "effort": _can(True, **_EFFORTS),
    "image_input": _can(True),
    "pdf_input": _can(True),
    "server_tools": _can(True, code_execution=_can(False), web_search=_can(True)),
    "structured_outputs": _can(True),
    "thinking": _can(True, types=_THINKING),
}


def _model(name: str, max_input_tokens: int, max_tokens: int) -> Json:
    return {
        "type": "model",
        "id": name,
        "display_name": name.replace("-", " ").title(),
        "created_at": "2026-10-01T00:00:00Z",
        "lifecycle": "active",
        "deprecated_at": None,
        "retires_at": None,
        "line": name.split("-")[1],
        "max_input_tokens": max_input_tokens,
        "max_tokens": max_tokens,
        "capabilities": _CAPABILITIES,
    }


MODELS: dict[str, Json] = {name: _model(name, *limits) for name, limits in _LIMITS.items()}


def listed() -> Json:
    names = list(MODELS)
    return {"data": list(MODELS.values()), "has_more": False, "first_id": names[0], "last_id": names[-1]}

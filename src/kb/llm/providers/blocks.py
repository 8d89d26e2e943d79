"""Content blocks of a stream, delta by delta → the blocks as the server meant them, fit to be sent back unchanged."""

import json
from collections.abc import Mapping
from typing import Any

_TEXTS = ("text", "thinking", "signature")


class Blocks:
    """Safe to ask for at any time: what has not come yet is not there."""

    def __init__(self) -> None:
        self._blocks: list[dict[str, Any]] = []
        self._inputs: dict[int, str] = {}
        """What a tool is given, as JSON so far, by the block's place."""

    def begin(self, block: Mapping[str, Any]) -> None:
        self._blocks.append({name: value for name, value in block.items() if value is not None})

    def add(self, delta: Mapping[str, Any]) -> None:
        if not self._blocks:
            return
        block = self._blocks[-1]
        for name in _TEXTS:
            if delta.get(name):
                block[name] = str(block.get(name, "")) + str(delta[name])
        if "citation" in delta:
            block["citations"] = [*block.get("citations", ()), delta["citation"]]
        if "partial_json" in delta:
            at = len(self._blocks) - 1
            self._inputs[at] = self._inputs.get(at, "") + str(delta["partial_json"])

    @property
    def searches(self) -> int:
        """Of the web, that brought something."""
        came = (block.get("content") for block in self._blocks if block.get("type") == "web_search_tool_result")
        return sum(isinstance(content, list) for content in came)

    def whole(self) -> tuple[Mapping[str, Any], ...]:
        """Raises ValueError where what a tool is given is no JSON."""
        given = {at: json.loads(text) for at, text in self._inputs.items() if text}
        return tuple({**one, "input": given[at]} if at in given else one for at, one in enumerate(self._blocks))

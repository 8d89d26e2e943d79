"""The turns of a request → what the API has against them: whose turn it is, and which tool calls lack their result."""

from collections.abc import Iterator

from messages_api.replies import Json


def turns_faults(messages: object) -> Iterator[str]:
    if not isinstance(messages, list) or not messages:
        yield "messages: at least one message is required"
        return
    for number, message in enumerate(messages):
        yield from _shape(message, f"messages.{number}")
    if messages[0]["role"] != "user":
        yield 'messages: first message must use the "user" role'
    if messages[-1]["role"] == "assistant" and not _paused(messages[-1]):
        yield "This model does not support assistant message prefill. The conversation must end with a user message."
    for number, (message, following) in enumerate(zip(messages, [*messages[1:], None], strict=True)):
        called, answered = _ids(message, "tool_use", "id"), _ids(following, "tool_result", "tool_use_id")
        if called - answered:
            missing = ", ".join(sorted(called - answered))
            yield f"messages.{number}: `tool_use` ids were found without `tool_result` blocks right after: {missing}"
        if answered - called:
            unasked = ", ".join(sorted(answered - called))
            yield f"messages.{number + 1}: unexpected `tool_use_id` found in `tool_result` blocks: {unasked}"


def _shape(message: object, place: str) -> Iterator[str]:
    if not isinstance(message, dict) or message.keys() != {"role", "content"}:
        yield f"{place}: Input should have a role and content, and nothing else"
    elif message["role"] not in ("user", "assistant", "system"):
        yield f"{place}.role: Input should be 'user', 'assistant' or 'system'"
    elif not message["content"]:
        yield f"{place}: all messages must have non-empty content"
    elif isinstance(message["content"], list):
        if not all(isinstance(block, dict) and "type" in block for block in message["content"]):
            yield f"{place}.content: Input should be blocks that have a type"
    elif not isinstance(message["content"], str):
        yield f"{place}.content: Input should be a valid string or list"


def _paused(message: Json) -> bool:
    """Whether it is a turn that the server paused, sent back so that it goes on."""
    content = message["content"]
    return isinstance(content, list) and content[-1]["type"] in ("server_tool_use", "web_search_tool_result")


def _ids(message: Json | None, kind: str, key: str) -> set[str]:
    if message is None or isinstance(message["content"], str):
        return set()
    return {block.get(key, "") for block in message["content"] if block["type"] == kind}

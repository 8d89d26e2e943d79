"""Conversations as ChatGPT exports them, trees of messages, to the branches that were on the screen last."""

import json
import re
from collections.abc import Iterator, Sequence

from kb.readers.blocks import Draft
from kb.readers.formats.assistant.dialogue import YOU, Dialogue, made, voice
from kb.readers.conversation import Message, from_markdown
from kb.readers.formats.json_values import Map, is_map, mapping, mappings, name, said
from kb.readers.formats.moments import from_unix

SERVICE = "ChatGPT"

_HEAD = 50_000
_ID = re.compile(r"[\w-]{8,80}")
_MARKED = re.compile("\ue200(?P<kind>\\w*)(?P<what>[^\ue200\ue201]*)\ue201|[\ue200-\ue206]")
_SOURCE = re.compile(r"[ ]?【[^【】\n]{1,60}】")
_CANVAS = "canmore."
_SHOWN = ("text", "multimodal_text", "code")
_LANGUAGE = re.compile(r"code/([\w+#-]{1,20})")


def recognised(data: bytes) -> bool:
    head = data[:_HEAD]
    return b'"mapping"' in head and (b'"current_node"' in head or b'"create_time"' in head)


def dialogues(value: object) -> Iterator[Dialogue]:
    """Of a list of conversations, or of a single one."""
    for one in mappings(value) or ([value] if is_map(value) else []):
        if is_map(one.get("mapping")):
            yield _dialogue(one)


def _dialogue(one: Map) -> Dialogue:
    model = name(one.get("default_model_slug"))
    messages = [found for message in _branch(one) if (found := _message(message, model))]
    id_ = name(one.get("conversation_id")) or name(one.get("id")) or name(one.get("create_time"))
    url = f"https://chatgpt.com/c/{id_}" if _ID.fullmatch(id_) else ""
    return Dialogue(id_ or name(one.get("title")), name(one.get("title")), messages, url)


def _branch(one: Map) -> list[Map]:
    """The messages from the first to the last one that was shown; a circle ends where it closes."""
    nodes = mapping(one.get("mapping"))
    at = name(one.get("current_node"))
    if at not in nodes:
        at = max(nodes, key=lambda id_: _time(mapping(nodes[id_])), default="")
    found: dict[str, Map] = {}
    while at in nodes and at not in found:
        found[at] = mapping(nodes[at])
        at = name(found[at].get("parent"))
    return [mapping(node.get("message")) for node in reversed(found.values())]


def _time(node: Map) -> float:
    time = mapping(node.get("message")).get("create_time")
    return float(time) if isinstance(time, int | float) and abs(time) < 1e12 else 0.0


def _message(message: Map, model: str) -> Message | None:
    """What one of the two said; None for what tools, the system and the model's thinking said."""
    about, content = mapping(message.get("metadata")), mapping(message.get("content"))
    role = name(mapping(message.get("author")).get("role"))
    hidden = about.get("is_visually_hidden_from_conversation") is True or about.get("is_user_system_message") is True
    if hidden or role not in ("user", "assistant") or name(content.get("content_type")) not in _SHOWN:
        return None
    recipient = name(message.get("recipient"))
    if recipient.startswith(_CANVAS):
        drafts = _on_canvas(_text(content))
    elif recipient not in ("", "all"):
        return None
    else:
        drafts = _words(content, about)
    author = YOU if role == "user" else voice(SERVICE, name(about.get("model_slug")) or model)
    return Message(author, drafts, from_unix(message.get("create_time")), machine=role != "user")


def _words(content: Map, about: Map) -> tuple[Draft, ...]:
    files = (name(one.get("name")) for one in mappings(about.get("attachments")))
    shown = tuple(Draft(file, (1, 1)) for file in files if file)
    if name(content.get("content_type")) == "code":
        return (*made(_text(content), name(content.get("language")).replace("unknown", "") or "text"), *shown)
    return (*from_markdown(_without_marks(_text(content), about)), *shown)


def _text(content: Map) -> str:
    """The parts that are words, or were spoken; pictures are pointers into the export."""
    parts = content.get("parts")
    if not isinstance(parts, Sequence) or isinstance(parts, str):
        return said(content.get("text"))
    return "\n\n".join(said(part.get("text")) if is_map(part) else said(part) for part in parts)


def _without_marks(text: str, about: Map) -> str:
    """Without the signs that stand for a source or a name, as the screen shows them."""
    references = mappings(about.get("content_references"))
    links = {said(one.get("matched_text")): said(one.get("alt")) for one in references}
    return _SOURCE.sub("", _MARKED.sub(lambda mark: links.get(mark.group()) or _named(mark), text))


def _named(mark: re.Match[str]) -> str:
    """The name in a mark of an entity: \ue200entity\ue202["city","Paris"]\ue201."""
    if mark["kind"] != "entity":
        return ""
    try:
        parts: object = json.loads(mark["what"].lstrip("\ue202"))
    except (ValueError, RecursionError):
        return mark["what"].strip("\ue202")
    return name(parts[1]) if isinstance(parts, list) and len(parts) > 1 else ""


def _on_canvas(text: str) -> tuple[Draft, ...]:
    """A document or program that was written at once; of one that was mended only in places, nothing."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    order = mapping(value)
    language = _LANGUAGE.match(name(order.get("type")))
    whole = [one for one in mappings(order.get("updates")) if name(one.get("pattern")) == ".*"]
    content = said(order.get("content")) or next((said(one.get("replacement")) for one in whole), "")
    return made(content, language[1] if language else "") if content else ()

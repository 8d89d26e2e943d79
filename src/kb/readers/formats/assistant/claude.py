"""Conversations as Claude exports them to what was asked, answered, handed over and made."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from kb.readers.blocks import Draft
from kb.readers.formats.assistant.dialogue import YOU, Dialogue, handed_over, made, voice
from kb.readers.conversation import Message, from_markdown
from kb.readers.formats.json_values import Map, is_map, mapping, mappings, name, said
from kb.readers.formats.moments import from_iso

SERVICE = "Claude"

_HEAD = 50_000
_ID = re.compile(r"[\w-]{8,80}")
_UNSHOWN = re.compile(r"```\s*This block is not supported on your current device yet\.\s*```")
_THINKING = re.compile(r"<antThinking>(?:(?!<antThinking>).)*?</antThinking>", re.S)
_ARTIFACT = re.compile(r"<antArtifact\b(?P<about>[^<>]*)>(?P<text>(?:(?!<antArtifact).)*?)</antArtifact>", re.S)
_LANGUAGE = re.compile(r'language="([\w+#-]{1,20})"')
_CODE = "application/vnd.ant.code"
_PROSE = ("md", "txt", "markdown")


def recognised(data: bytes) -> bool:
    head = data[:_HEAD]
    return b'"chat_messages"' in head and b'"uuid"' in head


def owners(value: object) -> dict[str, str]:
    """The names of accounts by their ids, as users.json has them."""
    return {name(one.get("uuid")): name(one.get("full_name")) for one in mappings(value)}


def dialogues(value: object, names: Mapping[str, str]) -> Iterator[Dialogue]:
    """Of a list of conversations, or of a single one."""
    for one in mappings(value) or ([value] if is_map(value) else []):
        if isinstance(one.get("chat_messages"), list):
            yield _dialogue(one, names)


def _dialogue(one: Map, names: Mapping[str, str]) -> Dialogue:
    owner = names.get(name(mapping(one.get("account")).get("uuid")), "")
    ai = voice(SERVICE, name(one.get("model")))
    messages = [found for message in _branch(one) for found in _messages(message, owner or YOU, ai)]
    id_ = name(one.get("uuid"))
    url = f"https://claude.ai/chat/{id_}" if _ID.fullmatch(id_) else ""
    return Dialogue(id_ or name(one.get("name")), name(one.get("name")), messages, url, owner)


def _branch(one: Map) -> list[Map]:
    """All messages; where a question was asked again in other words, those that lead to the last one."""
    said_ = mappings(one.get("chat_messages"))
    known = {name(message.get("uuid")): message for message in said_}
    parents = Counter(name(message.get("parent_message_uuid")) for message in said_)
    if not any(count > 1 and parent in known for parent, count in parents.items()):
        return said_
    at = name(one.get("current_leaf_message_uuid")) or name(said_[-1].get("uuid"))
    found: dict[str, Map] = {}
    while at in known and at not in found:
        found[at] = known[at]
        at = name(known[at].get("parent_message_uuid"))
    return list(reversed(found.values()))


def _messages(message: Map, owner: str, ai: str) -> Iterator[Message]:
    """What was said, and each file that was handed over with it."""
    when, human = from_iso(message.get("created_at")), name(message.get("sender")) in ("human", "user")
    given = mappings(message.get("attachments"))
    files = (name(one.get("file_name")) for one in mappings(message.get("files")))
    shown = tuple(Draft(file, (1, 1)) for file in files if file)
    id_ = name(message.get("uuid"))
    yield Message(owner if human else ai, (*_words(message), *shown), when, id=id_, machine=not human)
    for one in given:
        yield handed_over(name(one.get("file_name")), said(one.get("extracted_content")), when)


def _words(message: Map) -> Iterator[Draft]:
    blocks = mappings(message.get("content"))
    if not blocks:
        yield from _marked(said(message.get("text")))
    for block in blocks:
        if name(block.get("type")) == "text":
            yield from _marked(said(block.get("text")))
        elif name(block.get("type")) == "tool_use":
            yield from _made(mapping(block.get("input")))


def _marked(text: str) -> Iterator[Draft]:
    """Markdown; what older exports keep between tags is what Claude made beside its answer."""
    text = _THINKING.sub("", _UNSHOWN.sub("", text))
    at = 0
    for found in _ARTIFACT.finditer(text):
        yield from from_markdown(text[at : found.start()])
        language = _LANGUAGE.search(found["about"])
        yield from made(found["text"].strip("\n"), language[1] if language else _language(found["about"]))
        at = found.end()
    yield from from_markdown(text[at:])


def _made(order: Map) -> tuple[Draft, ...]:
    """A document or program that was written at once; of one that was mended only in places, nothing."""
    content, path = said(order.get("content")), name(order.get("path"))
    if content and "type" in order:
        return made(content, name(order.get("language")) or _language(name(order.get("type"))))
    extension = path.rpartition(".")[2] if "." in path else "text"
    return made(said(order.get("file_text")), "" if extension in _PROSE else extension) if path else ()


def _language(about: str) -> str:
    """A listing's language by its type; nothing for a document."""
    if "text/markdown" in about or not about:
        return ""
    return next((one for one in ("html", "svg", "mermaid") if one in about), "jsx" if "react" in about else "text")

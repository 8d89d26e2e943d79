"""One conversation with an AI to a reading that says on every page that half of it is nobody's word."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.knowledge import Reading
from kb.readers.blocks import Draft
from kb.readers.formats.chat.words import listing
from kb.readers.conversation import Message, conversation, from_markdown, from_text

kind = "conversation"
GENRE = "conversation with an AI"
YOU = "You"
"""Who asks, where the export does not name its owner."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    id: str
    """Outlives the export: the name of its part."""
    title: str
    messages: Sequence[Message]
    url: str = ""
    owner: str = ""


def reading(dialogue: Dialogue) -> Reading:
    found = conversation(kind, dialogue.title, dialogue.messages)
    author = (dialogue.owner,) if dialogue.owner else ()
    return replace(found, part=dialogue.id, url=dialogue.url, author=author, genre=GENRE)


def voice(service: str, model: str) -> str:
    """The name of an AI, which can be taken for no person's: ChatGPT (gpt-4o), Claude (AI)."""
    return f"{service} ({model if model and model != 'auto' else 'AI'})"


def handed_over(name: str, text: str, when: str) -> Message:
    """A file that somebody gave to an AI: whoever wrote it speaks, not who gave it."""
    return Message(name or "A file that was handed over", from_text(text), when)


def made(text: str, language: str) -> tuple[Draft, ...]:
    """What an AI wrote beside its answer: code as a listing, a document as its paragraphs."""
    return (listing(text, language),) if language else from_markdown(text)

"""Messages of an export to blocks that say who wrote them, when and to whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kb.knowledge import Block, Reading
from kb.markup import escape
from kb.readers.blocks import Draft, number
from kb.readers.elements import elements
from kb.readers.markdown import drafts
from kb.readers.paragraphs import LONGEST_OF_PROSE, divided, fold, groups, pieces, size
from kb.readers.reader import Line


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote at once."""

    author: str
    words: tuple[Draft, ...]
    """Its paragraphs, listings and pictures, as `from_text`, `from_markdown` and `from_html` give them."""
    when: str = ""
    """As `Place.when`."""
    to: str = ""
    """Whom it answers, by name."""
    id: str = ""
    """As the export has it: what other messages answer."""
    machine: bool = False
    """Whether an AI wrote it."""
    lines: tuple[int, int] = (1, 1)
    """As `Place.lines`; the first where the export has none."""


def turns(messages: Iterable[Message]) -> tuple[Block, ...]:
    """The blocks of the messages, in the given order."""
    return number(draft for message in messages for draft in _spoken(message))


def authors(messages: Iterable[Message]) -> tuple[str, ...]:
    """Who wrote them, each once, in the order in which they first speak."""
    return tuple(dict.fromkeys(message.author for message in messages if message.author))


def published(messages: Iterable[Message]) -> str:
    """The first day on which one of them was written, or nothing."""
    return min((message.when[:10] for message in messages if message.when), default="")


def conversation(kind: str, title: str, messages: Iterable[Message]) -> Reading:
    """A reading of messages: their blocks, and the day of the first."""
    known = tuple(messages)
    return Reading(kind, "", title, turns(known), published=published(known))


def _spoken(message: Message) -> Iterator[Draft]:
    """A heading in a message is no heading of the page; a listing or a picture stays one."""
    for draft in message.words:
        shown = escape(draft.text) if draft.kind == "heading" else draft.markdown
        kind = "turn" if draft.kind in ("heading", "paragraph") else draft.kind
        yield replace(draft, kind=kind, markdown=shown, level=0, lines=message.lines,
                      speaker=message.author, when=message.when, to=message.to, machine=message.machine)  # fmt: skip


def from_text(text: str) -> tuple[Draft, ...]:
    """Plain text: one block for what stands between blank lines, which keeps its line ends."""
    lines = [Line(at, line) for at, line in enumerate(text.split("\n"), 1)]
    return tuple(draft for group in groups(lines) for draft in _group(group))


def _group(group: list[Line]) -> Iterator[Draft]:
    text = fold(" ".join(line.text for line in group))
    # Whoever broke a line in a message meant it, so lines stay as long as a block can bear them.
    if size(text) <= LONGEST_OF_PROSE:
        yield Draft(text, (1, 1), markdown="\n".join(escape(line.text, addresses=True) for line in group))
        return
    for paragraph in divided(pieces(group), LONGEST_OF_PROSE):
        yield Draft(paragraph.text, (1, 1))


def from_markdown(text: str) -> tuple[Draft, ...]:
    """Markdown as it stands."""
    return tuple(drafts([Line(at, line) for at, line in enumerate(text.split("\n"), 1)]))


def from_html(html: str) -> tuple[Draft, ...]:
    """HTML without what no reader sees."""
    return tuple(elements(html).drafts)

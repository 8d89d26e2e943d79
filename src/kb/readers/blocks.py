"""Paragraphs to blocks with ids made of their words, so that an id outlives every change elsewhere in the file."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kb.knowledge import Block, BlockId, BlockKind, Place
from kb.markup import escape

_NO_WORD = re.compile(r"[\W_]+")
_ASCII_WORDS = bytes(code if chr(code).isalnum() else ord(" ") for code in range(256))
"""Most texts are ASCII, and a table of bytes is ten times as fast as an expression."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A block that has no id yet."""

    text: str
    lines: tuple[int, int]
    kind: BlockKind = "paragraph"
    markdown: str = ""
    """Empty when it is the text itself."""
    seconds: float | None = None
    speaker: str = ""
    level: int = 0
    page: int | None = None
    when: str = ""
    """When a message was written, as `Place.when`."""
    to: str = ""
    machine: bool = False
    """As `Place.machine`."""


def number(drafts: Iterable[Draft]) -> tuple[Block, ...]:
    """Blocks of the drafts that hold words or show a picture; words that come again get -2, -3."""
    seen: Counter[str] = Counter()
    blocks = []
    for draft in drafts:
        if not draft.text and draft.kind != "image":
            continue
        name = name_of(draft.text or draft.markdown, exactly=draft.kind == "code")
        seen[name] += 1
        block_id = BlockId(name if seen[name] == 1 else f"{name}-{seen[name]}")
        place = Place(draft.lines, draft.seconds, draft.speaker, draft.page, draft.when, draft.to, draft.machine)
        markdown = draft.markdown or escape(draft.text, addresses=True)
        blocks.append(Block(block_id, draft.kind, draft.text, markdown, place, draft.level))
    return tuple(blocks)


def name_of(text: str, *, exactly: bool = False) -> str:
    """`k` and eight hexadecimal digits, the same whatever the case, white space and punctuation."""
    text = unicodedata.normalize("NFC", text)
    # Words that are all punctuation, such as a row of emoji, stand for themselves.
    words = (b"" if exactly else _words(text.lower())) or text.encode("utf-8", "surrogatepass")
    return "k" + hashlib.blake2b(words, digest_size=4).hexdigest()


def _words(text: str) -> bytes:
    """The words with single spaces between."""
    if text.isascii():
        return b" ".join(text.encode().translate(_ASCII_WORDS).split())
    return _NO_WORD.sub(" ", text).strip().encode("utf-8", "surrogatepass")

"""What a reading is called, when nobody has said so: by its first heading, its file's name or its first words."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from kb.knowledge import Block
from kb.readers.paragraphs import fold
from kb.readers.reader import File
from kb.readers.video import without_id
from kb.sentences import sentences

_LONGEST = 90
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_TAIL = re.compile(
    r"[\s(-]*\b(?:transcript|transcription|captions?|subtitles?|final|copy|qc|edited|draft|v\d+)\b[\s(]*\d{0,2}[\s)]*$",
    re.I,
)
_DIGEST = re.compile(r"(?=[a-f]*\d)[0-9a-f]{6,}|\d+", re.I)


class Title(NamedTuple):
    """A title and where it comes from."""

    text: str
    origin: Literal["text", "name", "opening"]


def title_of(blocks: Sequence[Block], file: File) -> Title:
    """The first heading where it stands at the top, else the file's name where it has words, else the first words."""
    first = blocks[0]
    if first.kind == "heading" and len(first.text) <= 2 * _LONGEST:
        return Title(first.text, "text")
    heading = next((block for block in blocks[:12] if block.kind == "heading" and block.level == 1), None)
    if heading:
        return Title(heading.text, "text")
    # The file's name is that of all its posts, so it is the title of none.
    name = name_in(file.stem) if file.whole else ""
    if name:
        return Title(name, "name")
    opening = opening_words(next((block.text for block in blocks if block.kind != "code"), first.text))
    # A picture without words has only the name that its camera gave it.
    return Title(opening, "opening") if opening else Title(file.stem, "name")


def name_in(stem: str) -> str:
    """A file's name as words; nothing when it is a number, a date or a digest."""
    text = fold(_CAMEL.sub(" ", re.sub(r"[_\s]+|(?<=\w)-(?=[^\W\d_])", " ", without_id(stem))))
    while (shorter := _TAIL.sub("", text)) not in ("", text):
        text = shorter
    words = [word for word in re.findall(r"[^\W_]{2,}", text) if not _DIGEST.fullmatch(word)]
    return text.strip(" -") if sum(len(re.sub(r"\d", "", word)) for word in words) >= 3 else ""


def opening_words(text: str) -> str:
    """The first sentence, cut at a word."""
    spans = sentences(text)
    sentence = fold(text[spans[0].start : spans[0].end]) if spans else fold(text)
    sentence = sentence if len(sentence) <= _LONGEST else _shortened(sentence)
    return sentence.removesuffix(".") or fold(text)[:_LONGEST]


def _shortened(sentence: str) -> str:
    head = sentence[: _LONGEST - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[_LONGEST // 2 :] else head).rstrip(" ,;:-–—") + "…"

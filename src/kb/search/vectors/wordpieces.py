"""Text → the numbers of its word pieces, as BERT's uncased models read it."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FIRST, LAST, UNKNOWN = 101, 102, 100
_LONGEST = 100
_WIDE = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


@cache
def vocabulary() -> Mapping[str, int]:
    text = (Path(__file__).parent / "vocabulary.txt").read_text("utf-8")
    return {piece: number for number, piece in enumerate(text.split("\n"))}


def pieces(text: str) -> list[int]:
    known = vocabulary()
    return [number for word in _words(text) for number in _of_word(word, known)]


def _words(text: str) -> Iterator[str]:
    """Lower case, without accents; every sign and every Chinese character for itself."""
    plain = unicodedata.normalize("NFD", "".join(_apart(char) for char in text).lower())
    word = ""
    for char in plain:
        if char.isspace() or _is_sign(char):
            if word:
                yield word
            if not char.isspace():
                yield char
            word = ""
        elif unicodedata.category(char) != "Mn":
            word += char
    if word:
        yield word


def _apart(char: str) -> str:
    code = ord(char)
    if char.isspace():
        return " "
    if code in (0, 0xFFFD) or unicodedata.category(char).startswith("C"):
        return ""
    return f" {char} " if code > 0x33FF and any(low <= code <= high for low, high in _WIDE) else char


def _is_sign(char: str) -> bool:
    if char.isascii():
        return not char.isalnum() and not char.isspace()
    return unicodedata.category(char).startswith("P")


def _of_word(word: str, known: Mapping[str, int]) -> list[int]:
    """The longest pieces from the left; a word that has none is unknown as a whole."""
    if len(word) > _LONGEST:
        return [UNKNOWN]
    found: list[int] = []
    at = 0
    while at < len(word):
        before = "##" if at else ""
        end = next((end for end in range(len(word), at, -1) if before + word[at:end] in known), 0)
        if not end:
            return [UNKNOWN]
        found.append(known[before + word[at:end]])
        at = end
    return found

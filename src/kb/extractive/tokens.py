"""A sentence in, its words with what names are told from: capitals, possession, what stands between."""

import re
from typing import NamedTuple

_SKIPPED = r"https?://\S+|www\.\S+|\S+@\S+\.\w+|[@#]\w[\w.]*|\{\w+\}|(?<!\w)[\w.~-]{0,60}/[\w./-]*[/.][\w./-]*"
_WORD = r"[^\W_]+(?:[’'&_-][^\W_]+|\.(?:\d+|[^\W_]{2,})|(?<=\b[A-Z])\.(?:[A-Z]\.)+)*[+#]*"
_TOKEN = re.compile(rf"(?P<skip>{_SKIPPED})|(?P<word>{_WORD})")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_CONTRACTION = re.compile(r"['’](?:s|re|ve|d|ll|m|t)$", re.IGNORECASE)


class Token(NamedTuple):
    text: str
    """Without a possessive ending."""
    low: str
    start: int
    end: int
    gap: str
    """What stands between it and the word before: one space inside a name."""
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it is written as a name: Geely, iPhone, GPT-4, SOEs."""
        return self.text[0].isupper() or any(character.isupper() for character in self.text[1:])

    @property
    def acronym(self) -> bool:
        letters = self.text.rstrip("s") if len(self.text) > 2 else self.text
        return 2 <= len(letters) <= 6 and letters.isupper() and letters[0].isalpha()

    @property
    def number(self) -> bool:
        return self.text[0].isdigit()


def tokens(sentence: str) -> list[Token]:
    """The words in order. Addresses, paths and handles are no words, but they separate words."""
    found: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(sentence):
        if match.group("skip"):
            continue
        text = match.group()
        bare = _POSSESSIVE.sub("", text)
        possessive = bare != text or sentence[match.end() : match.end() + 2] in {"' ", "’ "}
        gap = sentence[last : match.start()]
        found.append(Token(bare, bare.casefold().replace("’", "'"), match.start(), match.end(), gap, possessive))
        last = match.end()
    return found

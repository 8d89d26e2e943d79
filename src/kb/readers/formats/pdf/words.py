"""Wrapped lines to their words: hyphens taken out where the document writes the word without one."""

import re
from collections import Counter
from collections.abc import Sequence

from kb.readers.formats.pdf.printed import SOFT, Printed

_CJK_END = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef\u3000-\u303f]$")
_HANGUL_END = re.compile("[\uac00-\ud7a3]$")
_WORD_END = re.compile(r"[^\W_]+$")
_WORD_START = re.compile(r"[^\W_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEFORE_HYPHENS = frozenset(("self", "well", "non", "cross"))
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")


def counted(lines: Sequence[Printed]) -> Counter[str]:
    """How often the document has each word; what a line's end cuts in two is none. A space counts the Korean lines that
    end in one."""
    found: Counter[str] = Counter()
    cut = False
    for line in lines:
        words = _WORDS.findall(line.text.lower())
        last = line.text.rstrip().endswith((SOFT, "-"))
        found.update(words[int(cut) : len(words) - int(last)])
        cut = last
        found[" "] += line.text.endswith(" ") and _HANGUL_END.search(line.text.rstrip()) is not None
    return found


def joined(lines: Sequence[Printed], words: Counter[str]) -> str:
    """The words of wrapped lines; a hyphen at a line's end goes unless the document writes the word with it."""
    text = ""
    for line in lines:
        following = _LIGATURE.sub(lambda match: _LIGATURES[match.group()], line.text.replace("\t", " "))
        if text.endswith((SOFT, "-", "\u2010")) and _WORD_START.match(following.lstrip()):
            text = _unbroken(text, following.lstrip(), words)
        elif _CJK_END.search(text.rstrip()) and following[:1] > "\u2e7f":
            text = text.rstrip() + following.lstrip()
        elif words[" "] and _HANGUL_END.search(text) and "\uac00" <= following[:1] <= "\ud7a3":
            # Where lines end in spaces, one that does not is cut within a word.
            text += following
        else:
            text = f"{text.rstrip()} {following.lstrip()}"
    return text.strip().replace(SOFT, "-")


def _unbroken(text: str, following: str, words: Counter[str]) -> str:
    text = text[:-1]
    head, tail = _WORD_END.search(text), _WORD_START.match(following)
    if not head or not tail:
        return f"{text}-{following}"
    whole, hyphenated = f"{head.group()}{tail.group()}".lower(), f"{head.group()}-{tail.group()}".lower()
    both = words[head.group().lower()] and words[tail.group().lower()] and not words[whole]
    compound = both or head.group().lower() in _BEFORE_HYPHENS
    keeps = words[hyphenated] > words[whole] or compound or not tail.group()[0].islower()
    return f"{text}-{following}" if keeps else f"{text}{following}"

"""Who speaks: names before colons to speakers, told apart from other words before colons by their coming again."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_NAME = r"[^\W\d_][\w.'’&-]*+(?:[ ](?:[^\W\d_]|\d)[\w.'’&-]*+){0,5}+"
_NOTE = r"(?:\([^()\n]{1,40}\)|\[[^\[\]\n]{1,40}\])"
_ASIDE = r"\((?i:voice[- ]?over|v\.?o\.?|off[- ]?screen|via [a-z ]+)\)"
# "MARK MOERDLER, Bernstein Research:" is a name and whom it speaks for.
_FIRM = r"(?P<firm>,[ ][^\W\d_][^:：,.?!\n]{1,48})"
_LABEL = re.compile(
    rf"\*{{0,2}}(?P<name>{_NAME}){_FIRM}?[ ]?{_NOTE}?\*{{0,2}}[:：]\*{{0,2}}(?:[ \t]+{_ASIDE})?(?=\s|$)[ \t]*"
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PARTICLES = _set("de da di do du del della der den des la le van von zu bin ibn al el of the and y e")
_ROLES = _set(
    "operator moderator host narrator interviewer interviewee speaker voiceover announcer chair chairman chairwoman"
    " audience caller questioner coordinator reporter question answer q a"
)
_NO_SPEAKERS = _set(
    "note notes example examples update edit source sources guest guests title date author url link links summary tldr"
    " tl;dr ps warning tip tips todo fixme important caution disclaimer see also re fwd subject from to cc bcc sent"
    " usage output input result results http https step pros cons key email phone address name references via"
)
_COMMON = _NO_SPEAKERS | _PARTICLES | _set("my our your a an this that next first")
_UPPER = _set("ii iii iv ceo cfo cto coo mp pm am md tv uk us usa eu phd qc")
_PART = re.compile(r"(?:episode|ep|chapter|part|section|day|week|figure|table|act|scene|step|page) ?\d")
_SIMPLE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def label(text: str, start: int = 0) -> re.Match[str] | None:
    """The name before a colon at the start of `text`."""
    found = _LABEL.match(text, start)
    if not found or len(found["name"]) > 50:
        return None
    # Words with a comma before a colon are mostly a sentence; a name in capitals is none.
    firm = found["firm"]
    return found if not firm or (_is_shouted(found["name"]) and not firm[2].islower()) else None


def speakers(names: Iterable[str]) -> frozenset[str]:
    """Those of the labels (one for each line that has one) that are speakers, case folded."""
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for name in names:
        counts[name.casefold()] += 1
        spelled.setdefault(name.casefold(), name)
    candidates = {key for key in counts if key not in _NO_SPEAKERS and not _PART.match(key)}
    certain = {key for key in candidates if _is_name(spelled[key]) and (counts[key] > 1 or _is_shouted(spelled[key]))}
    if len(certain) < 2:
        return frozenset()
    # "danah boyd" and "speaker 2" are written small; among certain speakers it is enough that they come often.
    alike = {key for key in candidates if counts[key] > 2 and len(key.split()) <= 3}
    once = (
        {key for key in candidates if _may_speak_once(spelled[key])} if _turns(certain | alike, counts) >= 8 else set()
    )
    return frozenset(certain | alike | once)


def _turns(names: set[str], counts: Counter[str]) -> int:
    return sum(counts[name] for name in names)


def _may_speak_once(name: str) -> bool:
    words = name.split()
    return name.casefold() in _ROLES or (2 <= len(words) <= 4 and _is_name(name) and not _is_common(words[0]))


def _is_common(word: str) -> bool:
    return word.casefold() in _NO_SPEAKERS | _PARTICLES | {
        "my",
        "our",
        "your",
        "a",
        "an",
        "this",
        "that",
        "next",
        "first",
    }


def _is_name(name: str) -> bool:
    """Whether every word of it but particles opens with a capital, a digit, or a letter without case."""
    words = name.split()
    return not words[0][0].islower() and all(word in _PARTICLES or not word[0].islower() for word in words)


def _is_shouted(name: str) -> bool:
    return name.isupper() and len(name.split()) > 1


@lru_cache(maxsize=1024)
def shown(name: str) -> str:
    """The name as it is printed: "KEVIN SCOTT" as "Kevin Scott", "danah boyd" as it is."""
    name = " ".join(name.replace("_", " ").split()).strip("*")
    if not name.isupper() or len(name) < 3:
        return name
    return " ".join(_capitalised(word) for word in name.split())


def _capitalised(word: str) -> str:
    if word.casefold() in _UPPER or not _SIMPLE.fullmatch(word):
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)

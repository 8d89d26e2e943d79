"""Findings that an old wiki is known to have ↔ a file that merges well in git: only what is new has to be mended.

A finding is known again by its file, its code and the words of its line, whatever lines come and go around it.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kb.diagnostics import Diagnostic
from kb.digest import digest
from kb.errors import SettingsError

NAME = ".kb-baseline.json"
"""Beside kb.yaml: used when it is there."""
_VERSION = 1
_LABELS = re.compile(r"\[\^[^\]]+\]")
_WORD = re.compile(r"\w+")

Lines = Callable[[str], Sequence[str]]
"""The lines of a file; none when it can't be read as text."""


class Fingerprint(NamedTuple):
    """What stays the same of a finding while lines move."""

    path: str
    code: str
    words: str
    """Digest of the words of its line, 16 hexadecimal digits; footnote labels don't count, they are numbered anew."""
    number: int
    """From 1: which of those that are alike so far."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings beside a baseline."""

    new: tuple[Diagnostic, ...]
    known: int
    gone: tuple[Fingerprint, ...]
    """What the baseline holds though it is no more, of rules that were looked for."""


def fingerprints(found: Iterable[Diagnostic], lines: Lines) -> dict[Diagnostic, Fingerprint]:
    """Of each finding, in order of place."""
    seen: Counter[tuple[str, str, str]] = Counter()
    made: dict[Diagnostic, Fingerprint] = {}
    for one in sorted(found):
        text = lines(one.path)[one.line - 1 : one.line] if one.line else ()
        alike = (one.path, one.code, _digest("".join(text)))
        seen[alike] += 1
        made[one] = Fingerprint(*alike, seen[alike])
    return made


def _digest(line: str) -> str:
    words = _WORD.findall(unicodedata.normalize("NFC", _LABELS.sub(" ", line)).casefold())
    return digest(words)[:16]


def compare(
    prints: Mapping[Diagnostic, Fingerprint], baseline: Collection[Fingerprint], looked: Callable[[Fingerprint], bool]
) -> Compared:
    """What is new, known and gone. `looked` says whether a fingerprint's rule was looked for in its file."""
    new = tuple(one for one, mark in prints.items() if mark not in baseline)
    here = frozenset(prints.values())
    gone = tuple(mark for mark in sorted(baseline) if mark not in here and looked(mark))
    return Compared(new, len(prints) - len(new), gone)


def write(prints: Iterable[Fingerprint], names: Mapping[str, str]) -> str:
    """The file's text, sorted, a line for each finding with the name of its rule (by code) beside it.

    The commas lead, so that to add or to remove one is to change one line.
    """
    lines = (f"{_text(_key(mark))}: {_text(names.get(mark.code, ''))}" for mark in sorted(set(prints)))
    return "".join(f"{line}\n" for line in ("{", f'"kb-baseline": {_VERSION}', *(f",{line}" for line in lines), "}"))


def parse(text: str, name: str) -> frozenset[Fingerprint]:
    """What `write` wrote. Raises SettingsError."""
    try:
        held: object = json.loads(text)
    except ValueError as error:
        raise SettingsError(f"{name} is not JSON: {error}", hint=_REMEDY) from None
    if not isinstance(held, dict) or held.pop("kb-baseline", None) != _VERSION:
        raise SettingsError(f"{name} is no baseline of this version of kb", hint=_REMEDY)
    return frozenset(_mark(key, name) for key in held)


_REMEDY = "Mend it, or delete it and run: kb lint --update-baseline"


def _key(mark: Fingerprint) -> str:
    return f"{mark.path} {mark.code} {mark.words} {mark.number}"


def _mark(key: str, name: str) -> Fingerprint:
    path, *rest = key.rsplit(" ", 3)
    if len(rest) != 3 or not rest[2].isdecimal():
        raise SettingsError(f"{name}: {key!r} is no finding", hint=_REMEDY)
    return Fingerprint(path, rest[0], rest[1], int(rest[2]))


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)

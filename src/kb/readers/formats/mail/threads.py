"""The messages of a mailbox to its conversations, each message once, by what answers what."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kb.readers.formats.mail.heads import Head
from kb.readers.formats.mail.subjects import answers, bare

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_LEAST_SUBJECT = 6
_NAME = re.compile(r"[!-~]{1,200}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A message and where it stands."""

    head: Head
    at: int = 0
    """Which one of the mailbox it is."""
    digest: str = ""
    """Of all that stays the same from one export to the next."""

    moment: datetime = _LONG_AGO
    """When it was written; without a date of its own that of the message before it in the mailbox."""

    @property
    def name(self) -> str:
        return self.head.id or self.digest


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation."""

    letters: tuple[Letter, ...]
    """The earliest first."""

    @property
    def part(self) -> str:
        """The name of its first message, also where only an answer to that is there: it outlives what comes later."""
        first = self.letters[0]
        name = first.head.answers[0] if first.head.answers else first.name
        return name if _NAME.fullmatch(name) else hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:24]


def fingerprint(value: Head, message: bytes) -> str:
    """A name for a message that has none; what mail programs note in the header since does not change it."""
    said = (value.subject, value.when, value.sender.address, value.sender.name)
    made = hashlib.sha256("\n".join(said).encode("utf-8", "replace"))
    made.update(re.split(rb"\r?\n\r?\n", message, maxsplit=1)[-1].strip())
    return made.hexdigest()[:24]


def threads(letters: Sequence[Letter]) -> list[Thread]:
    """The conversations, in the order in which the first message of each stands in the file."""
    once = list(_once(letters))
    joined = _Joined()
    for letter in once:
        for other in letter.head.answers:
            joined.join(letter.name, other)
        if letter.head.group:
            joined.join(letter.name, f"group {letter.head.group}")
    _join_by_subject(once, joined)
    found: dict[str, list[Letter]] = {}
    for letter in once:
        found.setdefault(joined.top(letter.name), []).append(letter)
    return [Thread(tuple(sorted(run, key=lambda letter: letter.moment))) for run in found.values()]


def _once(letters: Sequence[Letter]) -> Iterator[Letter]:
    """A message that has several labels stands in an export once for each."""
    seen: set[tuple[str, str, str]] = set()
    for letter in letters:
        key = (letter.name, letter.head.when, letter.head.sender.address)
        if key not in seen:
            seen.add(key)
            yield letter


def _join_by_subject(letters: Sequence[Letter], joined: "_Joined") -> None:
    """An answer that does not say to what goes to what was last said under its subject."""
    under: dict[str, str] = {}
    for letter in sorted(letters, key=lambda letter: letter.moment):
        subject = bare(letter.head.subject).casefold()
        if len(subject) < _LEAST_SUBJECT:
            continue
        lost = not letter.head.answers and not letter.head.group and answers(letter.head.subject)
        if lost and subject in under:
            joined.join(letter.name, under[subject])
        under[subject] = letter.name


class _Joined:
    """Names, and which of them belong together."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def top(self, name: str) -> str:
        while (above := self._above.get(name, name)) != name:
            self._above[name] = self._above.get(above, above)
            name = above
        return name

    def join(self, one: str, other: str) -> None:
        self._above[self.top(one)] = self.top(other)

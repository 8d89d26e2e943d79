"""Sentences that stand on their quotes → some with one digit or one name made wrong, the others as they were."""

import posixpath
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from kb.lint.quotes import quotes
from kb.markup import readable
from kb.quoting import locate
from kb.wiki.page import Page, Sentence
from kb.wiki.scan import scan
from lint.planted.ground import restamped

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_LINKED = re.compile(r"\[([^\[\]]+)\]\(([^()\s]*)\)")
_ARTICLES = "wiki/concepts/**/*.md"
_ADDRESS = re.compile(r"\]\([^()]*\)")


class Place(NamedTuple):
    """Of a sentence: finding and sentence meet where line and beginning are those of the sentence."""

    path: str
    line: int
    column: int


class Placed(Protocol):
    """A finding of a kind."""

    @property
    def code(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(slots=True)
class Swapped:
    wrong: set[Place]
    untouched: set[Place]


Wrong = Callable[[Page, Sentence, random.Random], str | None]
"""The sentence with one thing made wrong; None where it has no such thing."""


def swap(root: Path, wrong: Wrong, seed: int) -> Swapped:
    """Make a half of the cited sentences wrong that can be, as if kb had written them so."""
    dice, done = random.Random(seed), Swapped(set(), set())
    for file in sorted((root / "wiki").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        page = scan(path, file.read_bytes().decode("utf-8", "replace"))
        cited = [one for one in page.sentences if page.written and any(quotes(page, one.labels or one.later))]
        new = {one: text for one in cited if dice.random() < 0.5 and (text := _on_its_line(page, one, wrong, dice))}
        # Another sentence of the same line would begin in another column then.
        lines = {one.line for one in new}
        first = {one.line: one for one in reversed(list(new))}
        text = page.text
        for one in first.values():
            text = _with_line(text, one.line, new[one])
            done.wrong.add(Place(path, one.line, one.column))
        done.untouched |= {Place(path, one.line, one.column) for one in cited if one.line not in lines}
        if first:
            file.write_bytes(restamped(page, text).encode())
    return done


def _on_its_line(page: Page, sentence: Sentence, wrong: Wrong, dice: random.Random) -> str | None:
    """The sentence's line with the sentence made wrong."""
    line = page.lines[sentence.line - 1]
    new = wrong(page, sentence, dice) if sentence.text in line[sentence.column - 1 :] else None
    if new is None:
        return None
    return line[: sentence.column - 1] + line[sentence.column - 1 :].replace(sentence.text, new, 1)


def _with_line(text: str, number: int, new: str) -> str:
    lines = text.split("\n")
    return "\n".join([*lines[: number - 1], new, *lines[number:]])


def digit(page: Page, sentence: Sentence, dice: random.Random) -> str | None:
    """One digit of a number is another, so that none of its quotes has the number."""
    shown = _ADDRESS.sub(lambda match: "·" * len(match.group()), sentence.text)
    known = " ".join(quotes(page, sentence.labels or sentence.later))
    numbers = [match for match in _DIGITS.finditer(shown) if not re.search(r"[^\W\d_]$", shown[: match.start()])]
    if not numbers:
        return None
    match = dice.choice(numbers)
    at = dice.choice([at for at in range(*match.span()) if shown[at].isdigit()])
    # A leading zero is no number that anybody writes.
    other = dice.choice([one for one in "123456789" if one != shown[at]])
    new = match.group()[: at - match.start()] + other + match.group()[at - match.start() + 1 :]
    if locate(known, new) is not None:
        return None
    return sentence.text[: match.start()] + new + sentence.text[match.end() :]


def name_among(called: Mapping[str, str], *, linked: bool) -> Wrong:
    """A linked name is another of the wiki's, so that none of its quotes has the name; plain, or linked as kb does.

    The other name shares no word with the one that stood there, nor with the page's: "Port Elvan" may be right where
    "Port Elvan Station" is.
    """

    def wrong(page: Page, sentence: Sentence, dice: random.Random) -> str | None:
        known = " ".join(quotes(page, sentence.labels or sentence.later))
        links = list(_LINKED.finditer(sentence.text))
        if not links:
            return None
        match = dice.choice(links)
        taken = _words(f"{match[1]} {match[2].replace('-', ' ').replace('.md', '')} {page.title}")
        others = [one for one in called if locate(known, one) is None and not taken & _words(one)]
        if not others:
            return None
        other = dice.choice(others)
        place = posixpath.relpath(called[other], posixpath.dirname(page.path))
        new = f"[{other}]({place})" if linked else other
        return sentence.text[: match.start()] + new + sentence.text[match.end() :]

    return wrong


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def titles(root: Path) -> dict[str, str]:
    """What is called by a name, and its page: articles whose titles the sources write with capitals in a sentence."""
    pages = [scan(file.relative_to(root).as_posix(), file.read_text("utf-8")) for file in sorted(root.glob(_ARTICLES))]
    told = "\n".join(file.read_text("utf-8") for file in sorted(root.glob("wiki/sources/*.md")))
    named = ((readable(page.title), page.path) for page in pages)
    return {one: path for one, path in named if one == one.title() and one.isascii() and _name(one, told)}


def _name(title: str, told: str) -> bool:
    inside = rf"(?<=[a-z,;] ){re.escape(title)}\b"
    return len(re.findall(inside, told)) > len(
        re.findall(inside.replace(re.escape(title), re.escape(title.lower())), told)
    )


def caught(found: Sequence[Placed], places: set[Place], codes: Sequence[str]) -> set[Place]:
    """Which of the sentences a finding of these codes speaks of."""
    by_line: dict[tuple[str, int], list[Place]] = defaultdict(list)
    for place in places:
        by_line[place.path, place.line].append(place)
    hits = (one for one in found if one.code.startswith(tuple(codes)))
    return {place for one in hits for place in _nearest(one, by_line[one.path, one.line])}


def _nearest(one: Placed, places: list[Place]) -> Iterator[Place]:
    """Of the sentences of a line, the last that begins at or before the finding."""
    before = [place for place in places if place.column <= one.column]
    if before:
        yield max(before, key=lambda place: place.column)

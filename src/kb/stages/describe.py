"""DESCRIBE: how a source begins and ends in, what it is out: title, people, date, language, genre, whose words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.admission import nameable
from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.knowledge import Block, BlockId, Reading, Source, SourceId, Wording
from kb.llm.stage import Grounded, Stage
from kb.quoting import locate
from kb.reports import UNFOUNDED_DESCRIPTION

_HEAD, _TAIL = 350, 80
"""Words."""
_LONGEST_WORD = 40
"""Characters, on average: the end of a text is looked for in no more."""
_LONGEST_TITLE, _LONGEST_GENRE = 120, 40
_SIGNS = 2
"""Phrases that it takes to call a text reworded."""
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[A-Za-z0-9]{2,8})*")
_WORD = re.compile(r"[^\W_]+")
_NO_SPACES = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f"
_PIECE = re.compile(rf"[{_NO_SPACES}]{{1,3}}|[^\s{_NO_SPACES}]+")
"""A word; in scripts without spaces what is about as long as one."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What is shown of one source. A change in the middle of its text changes nothing here, nor does another name."""

    source: SourceId
    kind: str
    title: str
    """Empty unless the file itself has one."""
    author: tuple[str, ...]
    published: str
    language: str
    head: str
    """About 350 words, with the speakers before their turns."""
    tail: str
    """About 80 words; empty where the head holds all."""

    @classmethod
    def of(cls, source: Source, first: Iterable[BlockId] = ()) -> "Opening":
        """`first` are blocks in the order in which they were first seen: one that only moves changes nothing here."""
        reading = source.reading
        title = "" if _untitled(reading) else reading.title
        head, tail = _ends([_said(block.place.voice, block.text) for block in _in_order(source, first)])
        return cls(source.id, reading.kind, title, reading.author, reading.published, reading.language, head, tail)

    @property
    def shown(self) -> str:
        """All the words in which a name or a date can be found."""
        return "\n\n".join(part for part in (self.title, ", ".join(self.author), self.head, self.tail) if part)


@dataclass(frozen=True, slots=True)
class Description:
    """What a model said of a source, as far as the text bears it out. Everything may be empty."""

    source: SourceId
    title: str = ""
    authors: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    genre: str = ""
    wording: Wording = ""


class Person(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(description="As the text spells it.")
    office: str = Field(description="Copied from the text; empty when it gives none.")
    role: Literal["author", "participant"]


class Published(BaseModel):
    model_config = ConfigDict(extra="forbid")

    date: str = Field(description="YYYY-MM-DD, YYYY-MM or YYYY, as exact as the quote; empty when the text has none.")
    quote: str = Field(description="The exact words that give it; empty when there are none.")


class Worded(BaseModel):
    model_config = ConfigDict(extra="forbid")

    signs: list[str] = Field(description="Phrases copied exactly that show it.")
    reason: str = Field(description="One short sentence.")
    verdict: Literal["verbatim", "edited", "machine_reworded", "unsure"]


class DescribeReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(description="Empty when one is given.")
    people: list[Person]
    published: Published
    language: str = Field(description="BCP 47.")
    genre: str = Field(description="What kind of document it is, in one to four words.")
    wording: Worded


def _untitled(reading: Reading) -> bool:
    return reading.named_by_file or reading.named_by_words


def _said(speaker: str, text: str) -> str:
    return f"{speaker}: {text}" if speaker else text


def _ends(paragraphs: Sequence[str]) -> tuple[str, str]:
    """The beginning and the end of a text; all of it as its beginning when little would be left out."""
    text = "\n\n".join(paragraphs)
    words = list(islice(_PIECE.finditer(text), _HEAD + _TAIL + 1))
    if len(words) <= _HEAD + _TAIL:
        return text, ""
    last = list(_PIECE.finditer(text, max(words[_HEAD].start(), len(text) - _TAIL * _LONGEST_WORD)))[-_TAIL:]
    return text[: words[_HEAD - 1].end()], text[last[0].start() :]


def _in_order(source: Source, first: Iterable[BlockId]) -> Sequence[Block]:
    blocks = {block.id: block for block in source.blocks}
    return [blocks[one] for one in first] or source.blocks


def fill(opening: Opening) -> Mapping[str, str]:
    return {
        "kind": opening.kind,
        "title": opening.title or "none",
        "author": ", ".join(opening.author) or "unknown",
        "published": opening.published or "unknown",
        "language": opening.language or "unknown",
        "beginning": opening.head,
        "end": opening.tail or "(the beginning holds the whole text)",
    }


def ground(opening: Opening, reply: DescribeReply, key: Digest) -> Grounded[Description]:
    """Names, offices, the date and the title must stand in what was shown; what does not is dropped by itself."""
    dropped: list[str] = []
    people = [(person.role, shown) for person in reply.people if (shown := _person(opening, person, dropped))]
    language = _LANGUAGE.fullmatch(reply.language.strip())
    description = Description(
        opening.source,
        _title(opening, reply.title, reply.genre, dropped),
        tuple(dict.fromkeys(name for role, name in people if role == "author")),
        tuple(dict.fromkeys(name for role, name in people if role == "participant")),
        _published(opening, reply.published, dropped),
        language[1] if language else "",
        _genre(reply.genre),
        _wording(opening, reply.wording, dropped),
    )
    return Grounded((description,), tuple(_unfounded(opening, what) for what in dropped))


def _person(opening: Opening, person: Person, dropped: list[str]) -> str:
    if not (_stands(opening, person.name) and nameable(person.name)):
        dropped.append(f"name {person.name!r}")
        return ""
    office = " ".join(person.office.split())
    if office and not (_stands(opening, office) and nameable(office)):
        dropped.append(f"office {office!r}")
        office = ""
    return f"{person.name.strip()} ({office})" if office else person.name.strip()


def _stands(opening: Opening, words: str) -> bool:
    return locate(opening.shown, words) is not None


def _title(opening: Opening, title: str, genre: str, dropped: list[str]) -> str:
    """A title may be worded freely, but all that may be a name or is a number must stand in the text."""
    title = " ".join(title.split()).removesuffix(".")
    if opening.title or not title:
        return ""
    known = {word.casefold() for word in _WORD.findall(f"{opening.shown} {genre}")}
    telling = [word for word in _WORD.findall(title) if word[0].isupper() or any(map(str.isdigit, word))]
    if len(title) > _LONGEST_TITLE or not nameable(title) or any(word.casefold() not in known for word in telling):
        dropped.append(f"title {title!r}")
        return ""
    return title


def _published(opening: Opening, said: Published, dropped: list[str]) -> str:
    """The date, where the quote holds its year and its day."""
    if not said.date:
        return ""
    found = _DATE.fullmatch(said.date)
    numbers = [int(number) for number in re.findall(r"\d+", said.quote)]
    parts = [int(part) for part in found.groups() if part] if found else []
    wanted = parts[::2]
    if not (_is_date(parts) and _stands(opening, said.quote) and all(part in numbers for part in wanted)):
        dropped.append(f"date {said.date!r}")
        return ""
    return said.date


def _is_date(parts: Sequence[int]) -> bool:
    try:
        date(*[*parts, 1, 1][:3])
    except (ValueError, TypeError):
        return False
    return bool(parts)


def _genre(said: str) -> str:
    said = " ".join(said.split()).removesuffix(".")
    return said if len(said) <= _LONGEST_GENRE and nameable(said) else ""


def _wording(opening: Opening, said: Worded, dropped: list[str]) -> Wording:
    """That a program changed the words must be shown by phrases of the text."""
    if said.verdict != "machine_reworded":
        return said.verdict
    if len({sign for sign in said.signs if _stands(opening, sign)}) >= _SIGNS:
        return "machine_reworded"
    dropped.append("that the text is machine-worded: too few of the phrases that should show it")
    return "unsure"


def _unfounded(opening: Opening, what: str) -> Diagnostic:
    return UNFOUNDED_DESCRIPTION.at(f"wiki/sources/{opening.source}.md", f"dropped from its description: {what}")


DESCRIBE = Stage("describe", "fast", DescribeReply, fill, ground, lambda opening: f"sources/{opening.source}")


def described(source: Source, said: Description | None = None) -> Source:
    """The source with a description laid over it, if there is one: what the file itself says stays."""
    if said is None:
        return source
    reading = source.reading
    if said.title and _untitled(reading):
        reading = replace(reading, title=said.title, named_by_file=False, named_by_words=False)
    reading = replace(
        reading,
        author=reading.author or said.authors,
        published=reading.published or said.published,
        language=reading.language or said.language,
        genre=reading.genre or said.genre,
        wording=said.wording,
        participants=said.participants,
    )
    return replace(source, reading=reading)

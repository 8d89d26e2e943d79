"""A window in, the sentences worth quoting out: each its own statement, with the names in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.english.words import is_person
from kb.extractive import cjk
from kb.extractive.expanding import both, explained
from kb.extractive.names import Scene, names
from kb.extractive.quotable import ENOUGH, readable, worth
from kb.extractive.tokens import Token, tokens
from kb.knowledge import Block
from kb.sentences import sentences
from kb.stages.extract import ExtractReply, Mention, Statement, Window

_ABOUT = 3
_PAST = (
    "was|grew|started|founded|built|worked|joined|studied|learned|wrote|went|became|moved|left|ran|led|came|spent|decided"
    "|taught|invented|created|am"
)
_OWN = "first|own|book|company|father|mother|parents|research|lab|work|career|job|team|students|family"
_OF_ONESELF = re.compile(rf"\bI (?:\w+ly )?(?:{_PAST})\b|\bI['’]m an?\b|\bmy (?:{_OWN})\b", re.IGNORECASE)
_SIGN = r"[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+"
_NUMBERING = re.compile(rf"^(?:(?:\(?\d{{1,3}}/(?:\d{{1,3}}|[nx])?\)?[.:]?|{_SIGN})\s+(?![a-z]))+")
"""What counts the posts of a thread: 1/ 2/12 🧵. A fraction is followed by a word in lower case."""


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    tokens: list[Token]
    block: Block


def extract(window: Window) -> ExtractReply:
    """Every sentence that stands by itself and says something, word for word."""
    read = list(_sentences(window))
    speakers = (block.place.speaker for block in window.blocks)
    scene = Scene.of((sentence.tokens for sentence in read), speakers, window.language)
    terms = cjk.recurring(sentence.text for sentence in read)
    pairs = explained(sentence.text for sentence in read)
    statements = (_statement(sentence, scene, terms) for sentence in read)
    return ExtractReply(statements=[_named(one, pairs) for one in statements if one is not None])


def _sentences(window: Window) -> Iterator[Sentence]:
    for block in window.blocks:
        if block.kind in {"code", "table", "heading"}:
            continue
        for span in sentences(block.text):
            text = _NUMBERING.sub("", " ".join(block.text[span.start : span.end].split()))
            if readable(text):
                yield Sentence(text, tokens(text), block)


def _statement(sentence: Sentence, scene: Scene, terms: frozenset[str]) -> Statement | None:
    if cjk.is_cjk(sentence.text):
        found = cjk.names(sentence.text, terms)
        value = cjk.worth(sentence.text, found)
    else:
        found = names(sentence.tokens, scene)
        value = worth(sentence.text, sentence.tokens, found, english=scene.english)
    return _quoted(sentence, found) if value >= ENOUGH else None


def _named(statement: Statement, pairs: Mapping[str, str]) -> Statement:
    """The statement with both names of what has an acronym."""
    about, mentions = both(statement.about, pairs), both([one.text for one in statement.mentions], pairs)
    return statement.model_copy(update={"about": about, "mentions": _mentions(mentions)})


def _mentions(names: Iterable[str]) -> list[Mention]:
    return [Mention(text=name, meant="", sure=True) for name in names]


def _quoted(sentence: Sentence, found: list[str]) -> Statement:
    speaker = sentence.block.place.speaker
    about = sorted(found, key=lambda name: _place(sentence.text, name))
    if is_person(speaker) and _OF_ONESELF.search(sentence.text):
        about.insert(0, speaker)
    return Statement(
        text=sentence.text,
        quotes=[sentence.text],
        said_by=[speaker] if speaker else [],
        stance="asserted",
        time="",
        about=about[:_ABOUT],
        mentions=_mentions(about[_ABOUT:]),
    )


def _place(text: str, name: str) -> int:
    at = text.casefold().find(name.casefold())
    return at if at >= 0 else len(text)

"""A question and passages → the sentences of the passages that carry most of it, or the word that none does.

No prose is written: every sentence is its own quote. A wrong refusal costs a look at the nearest pages, a wrong answer
costs trust, so a passage has to hold the names of the question together, and half of what else it is about.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.english.wordlists import related
from kb.search.words import folded, stem, stems
from kb.sentences import sentences
from kb.stages.answer import AnswerReply, AnswerSentence
from kb.stages.inquiry import Excerpt, Inquiry, Quoted

_MOST = 5
_NAMES_TOGETHER = 0.8
_TOPIC = 0.5
_AS_GOOD = 0.7
"""A further sentence is worth saying when it scores this share of the best one."""
_SAME = 0.6
"""The share of their words that two sentences have in common which say the same."""
_FITS = 0.3
_ASKS = 0.6
_NEVER_SEEN = 10
_DERIVED = frozenset({"ic", "al", "ial", "er", "or", "ion", "ist", "ian", "ive"})
_COUNTING = frozenset({"many", "much", "year", "kind", "name"})
_MIDWAY_CAPITAL = re.compile(r"(?<=[^.!?\s]\s)[^\W\d_a-z][\w'’-]*")
_CAPITAL = re.compile(r"\b[^\W\d_a-zà-ÿ][\w'’-]*")
_LOWER = re.compile(r"\b[a-zà-ÿ][\w'’-]*")
_DATE = re.compile(r"\b(?:1[0-9]|20)\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b\d+ years?\b|\bcentury\b", re.I)
_EXPECTED = (
    (re.compile(r"\b(?:who|whom|whose|wer|wen|qui|quién)\b", re.I), _MIDWAY_CAPITAL),
    (re.compile(r"\b(?:when|what year|which year|wann|quand|cuándo)\b", re.I), _DATE),
    (
        re.compile(r"\bhow (?:many|much|long|old|far|large|big|fast|often)\b|\bwieviel|\bwie viel", re.I),
        re.compile(r"\d"),
    ),
)


@dataclass(frozen=True, slots=True)
class _Question:
    """What has to be found: weights of words by stem."""

    text: str
    names: Mapping[str, float]
    topic: Mapping[str, float]

    def held(self, text: str) -> frozenset[str]:
        """The words of the question that a text has, in some form."""
        found = stems(text)
        near = {word for word in self.topic if not found.isdisjoint(related().get(word, ()))}
        return frozenset(near).union(
            w for w in (*self.names, *self.topic) if w in found or any(_akin(w, one) for one in found)
        )

    def weight(self, held: Iterable[str]) -> float:
        return sum(self.names.get(word, 0.0) + self.topic.get(word, 0.0) for word in held)

    def met_by(self, held: frozenset[str]) -> bool:
        return _share(self.names, held) >= _NAMES_TOGETHER and _share(self.topic, held) >= _TOPIC


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    reply: AnswerSentence


def answer(item: Inquiry) -> AnswerReply:
    question = _question(item)
    found = sorted(_candidates(question, item), key=lambda one: -one.score)
    chosen: list[AnswerSentence] = []
    for candidate in found:
        good = candidate.score >= found[0].score * _AS_GOOD and len(chosen) < _MOST
        if good and not any(_alike(candidate.reply.text, one.text) for one in chosen):
            chosen.append(candidate.reply)
    return AnswerReply(look_up=[], enough=bool(chosen), sentences=chosen, disagreements=[], wanted="")


def _alike(text: str, other: str) -> bool:
    """Whether two sentences say the same in nearly the same words."""
    one, two = stems(text), stems(other)
    return len(one & two) >= _SAME * len(one | two)


def _question(item: Inquiry) -> _Question:
    """Names are the words that the question writes with a capital or a digit, those that the passages never write
    small, and those of their speakers."""
    told = (word for word in item.words if word.text not in _COUNTING)
    weights = {stem(word.text): float(_NEVER_SEEN if word.rarity is None else word.rarity) for word in told}
    text = " ".join(block.text for excerpt in item.excerpts for block in excerpt.blocks)
    small = {stem(word) for word in _LOWER.findall(text)}
    large = {stem(word) for word in _CAPITAL.findall(text)} - small
    said = {stem(word) for word in _MIDWAY_CAPITAL.findall(item.question)}
    spoken = stems(" ".join(block.speaker for excerpt in item.excerpts for block in excerpt.blocks))
    names = {word for word in weights if word in said | large | spoken or any(char.isdigit() for char in word)}
    return _Question(
        item.question,
        {word: weight for word, weight in weights.items() if word in names},
        {word: weight for word, weight in weights.items() if word not in names},
    )


def _candidates(question: _Question, item: Inquiry) -> Iterator[_Candidate]:
    for number, excerpt in enumerate(item.excerpts, 1):
        voices = (block.speaker for block in excerpt.blocks)
        about = question.held(" ".join([excerpt.title, excerpt.heading, *excerpt.about, *voices]))
        held = [question.held(block.text) for block in excerpt.blocks]
        if question.met_by(about.union(*held)):
            yield from _sentences(question, excerpt, number, about)


def _sentences(question: _Question, excerpt: Excerpt, number: int, about: frozenset[str]) -> Iterator[_Candidate]:
    for block in excerpt.blocks:
        texts = [block.text[span.start : span.end] for span in sentences(block.text)]
        held = [frozenset[str](), *(question.held(text) for text in texts), frozenset[str]()]
        for at, text in enumerate(texts, 1):
            around = held[at - 1] | held[at + 1] | about
            score = question.weight(held[at]) + question.weight(around - held[at]) / 2
            # The passage may hold the words of the question far apart: here is where they have to meet.
            if held[at] and question.met_by(held[at] | around):
                reply = AnswerSentence(text=" ".join(text.split()), quotes=[Quoted(passage=number, quote=text)])
                yield _Candidate(score * _fit(question, text), reply)


def _fit(question: _Question, text: str) -> float:
    """Whether it is the kind of sentence that answers: a question back does not, a date answers when."""
    fit = _ASKS if text.rstrip("\"'”’ ").endswith("?") else 1.0
    for asked, expected in _EXPECTED:
        if asked.search(question.text):
            new = (match.group() for match in expected.finditer(text))
            fit += _FITS if any(folded(one) not in folded(question.text) for one in new) else -_FITS
    return fit


def _share(weights: Mapping[str, float], held: frozenset[str]) -> float:
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in held) / total if total else 1.0


def _akin(one: str, other: str) -> bool:
    """Whether two stems differ in an ending only, as robot and robotic do."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and long.startswith(short) and long[len(short) :] in _DERIVED

"""What a question is answered from, and what comes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kb.diagnostics import Diagnostic
from kb.knowledge import Citation, Sentence
from kb.llm.port import LanguageModel
from kb.llm.stage import Grounded, Prompts
from kb.search.index import Index
from kb.search.passages import Page
from kb.stages.answer import Answered
from kb.stages.inquiry import Inquiry, Said


@dataclass(frozen=True, slots=True)
class Library:
    """What a question is answered from."""

    index: Index
    model: LanguageModel
    prompts: Prompts


class Form(Protocol):
    """A stage that answers: in sentences, or as the cells of a table or the points of a chart."""

    def run(self, item: Inquiry, model: LanguageModel, prompts: Prompts) -> Grounded[Answered]: ...


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    before: tuple[Said, ...] = ()
    """What was asked and answered before it in the same conversation, oldest first."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a quote of the answer stands."""

    page: Page
    speaker: str = ""
    time: str = ""
    """As its page shows it: a time in a recording, a day, or a page of a document."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was looked up on the way to an answer."""

    tool: str
    argument: str
    found: tuple[str, ...]
    """Addresses of the passages or pages that came, such as sources/ep-7.md#^k0123abcd; or why nothing did."""
    why: str = ""
    """What the model said that it was looking for."""
    part: str = ""
    """The sub-question that it was for; empty where it was for the question itself."""
    round: int = 0
    """Counted from 1; 0 for the one search of a question that is not explored."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the wiki says to a question. Not `enough` means that it doesn't: `nearest` is where to look."""

    question: str
    answered: Answered = field(default_factory=Answered)
    nearest: tuple[Page, ...] = ()
    nowhere: tuple[str, ...] = ()
    """Words of the question that no passage of the wiki holds."""
    led: tuple[Page, ...] = ()
    """Articles that quote what the answer quotes."""
    disputes: tuple[Page, ...] = ()
    """Known disputes about what the answer quotes."""
    references: Mapping[Citation, Reference] = field(default_factory=dict)
    """Of every citation of the sentences, in the order of first use."""
    steps: tuple[Step, ...] = ()
    limit: str = ""
    """The limit that ended the search before the model did, in words; empty when none did."""
    unjudged: bool = False
    """Whether no model was asked: its sentences are the passages that came nearest."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def enough(self) -> bool:
        return self.answered.enough

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.answered.sentences


UNJUDGED = "No model was asked. These passages come nearest; whether they answer is for you to judge."


def numbered(sentences: Iterable[Sentence]) -> dict[Citation, int]:
    """The citations of an answer, numbered from 1 in the order of first use."""
    cited = dict.fromkeys(citation for sentence in sentences for citation in sentence.citations)
    return {citation: number for number, citation in enumerate(cited, 1)}

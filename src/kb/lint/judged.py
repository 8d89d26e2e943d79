"""What a rule has a model judge: cases out of a bundle, the most doubtful first; replies to them in, findings out."""

from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import dataclass
from itertools import islice
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from kb.diagnostics import Diagnostic
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.llm.meters import Observed
from kb.llm.stage import Grounded, Prompts, Stage

Case = TypeVar("Case", bound=Sized)
Reply = TypeVar("Reply", bound=BaseModel)
Opinion = TypeVar("Opinion")

_WAVE = 100
"""Cases whose prompts are in memory at once."""


@dataclass(frozen=True, slots=True)
class Opinions:
    """What a model made of a rule's cases."""

    found: tuple[Finding, ...]
    judged: int
    """How many things it gave an opinion of."""
    of: int
    """How many there are."""
    troubles: tuple[Diagnostic, ...] = ()
    """Replies that could not be had or used."""

    @property
    def whole(self) -> bool:
        return self.judged == self.of


class Judging(Protocol):
    """What is known of a rule's `JUDGED` without knowing its cases."""

    @property
    def stages(self) -> Sequence[str]:
        """What a model has to answer."""
        ...

    @property
    def noun(self) -> str: ...

    def judge(self, bundle: Bundle, model: Observed, prompts: Prompts) -> Opinions:
        """Asks about as many cases as the model answers."""
        ...


@dataclass(frozen=True, slots=True)
class Judged(Generic[Case, Reply, Opinion]):
    """What a judged rule declares."""

    noun: str
    """What it judges, in the singular: "sentence"."""
    stage: Stage[Case, Reply, Opinion]
    """Asked once for each case; an item of it is a case."""
    cases: Callable[[Bundle], Iterable[Case]]
    """In an order that depends on the bundle alone, the most doubtful first: a budget may end before they do. The
    `len` of a case is how many things it holds."""
    findings: Callable[[Case, Opinion], Iterable[Finding]]
    """What an opinion has to say against the wiki; nothing where the model finds no fault."""
    one_each: bool = True
    """Whether the stage grounds one opinion for each thing that was judged; else any number, for the whole case."""

    @property
    def stages(self) -> Sequence[str]:
        return (self.stage.name,)

    def judge(self, bundle: Bundle, model: Observed, prompts: Prompts) -> Opinions:
        """Asks wave by wave until the model stops; the cases after that are only counted."""
        found: dict[Finding, None] = {}
        troubles: list[Diagnostic] = []
        judged = of = 0
        cases = iter(self.cases(bundle))
        while wave := list(islice(cases, _WAVE)):
            of += sum(map(len, wave))
            asked = self.stage.run_each(wave, model, prompts) if model.stop is None else []
            for case, given in zip(wave, asked, strict=False):
                troubles += given.diagnostics
                judged += self._counted(case, given)
                found |= dict.fromkeys(finding for one in given.results for finding in self.findings(case, one))
        return Opinions(tuple(found), judged, of, tuple(troubles))

    def _counted(self, case: Case, given: Grounded[Opinion]) -> int:
        if not given.answered:
            return 0
        return len(given.results) if self.one_each else len(case)

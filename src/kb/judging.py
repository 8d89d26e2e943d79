"""A checked wiki and rules that need a model → what it made of the wiki, as far as it was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kb.choices import Choices
from kb.consulting import Spent, consulting
from kb.diagnostics import Diagnostic
from kb.engine import Engine
from kb.errors import Interrupted, KBError
from kb.lint.bundle import Bundle
from kb.lint.judged import Opinions
from kb.lint.rule import Finding, Rule
from kb.llm.meters import Observed
from kb.llm.replies import Remembering, Silent
from kb.llm.stage import Prompts
from kb.terminal import Advance
from kb.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a model made of a wiki."""

    opinions: Mapping[Rule, Opinions] = field(default_factory=dict)
    spent: Spent = field(default_factory=Spent)
    stop: KBError | None = None
    """Why it is not all."""
    troubles: Sequence[Diagnostic] = ()

    @property
    def found(self) -> list[tuple[Rule, Finding]]:
        return [(rule, finding) for rule, heard in self.opinions.items() for finding in heard.found]

    @property
    def whole(self) -> frozenset[str]:
        """Codes of the rules for which all was judged."""
        return frozenset(rule.code for rule, heard in self.opinions.items() if heard.whole)


def judge(
    workspace: Workspace, bundle: Bundle, rules: Sequence[Rule], asked: tuple[Engine, Choices], advance: Advance
) -> Judgement:
    """Asks about each thing once. When the model stops, or a person stops it, what it said until then counts."""
    engine, choices = asked
    prompts = workspace.prompts()
    stop: KBError | None = None
    with consulting(workspace, engine, choices, lambda answer: advance("replies")) as consultation:
        try:
            opinions = _heard(rules, bundle, consultation.model, prompts)
        except KeyboardInterrupt:
            opinions, stop = {}, Interrupted("interrupted: what was judged is kept")
    stop = stop or consultation.model.stop
    if stop is not None:
        # What came in meanwhile, and what an earlier run knows of the rest.
        remembered = Observed(Remembering(Silent(engine.model), workspace.replies))
        opinions = _heard(rules, bundle, remembered, prompts)
    # Rules that share a stage tell of the same reply.
    troubles = dict.fromkeys(trouble for heard in opinions.values() for trouble in heard.troubles)
    return Judgement(opinions, consultation.spent, stop, [*troubles, *consultation.diagnostics])


def _heard(rules: Sequence[Rule], bundle: Bundle, model: Observed, prompts: Prompts) -> dict[Rule, Opinions]:
    return {rule: rule.judged().judge(bundle, model, prompts) for rule in rules if rule.judged is not None}

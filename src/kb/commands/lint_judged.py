"""kb lint --judge: what a model made of the wiki, told with how much it saw and what that took."""

from dataclasses import dataclass, replace

from kb.choices import NONE, Choices
from kb.commands.lint_asked import Asked
from kb.engine import Engine
from kb.errors import EngineError, Interrupted, KBError, UsageError
from kb.judging import Judgement, judge
from kb.lint.judged import Opinions
from kb.lint.outcome import Outcome
from kb.lint.rule import Rule
from kb.lint.selection import Selection
from kb.linting import Checked
from kb.terminal import Advance, Terminal, count
from kb.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Judge:
    """The rules that need a model, and the engine that is to answer them; without one nobody is asked."""

    rules: tuple[Rule, ...] = ()
    engine: Engine | None = None
    choices: Choices = NONE

    @classmethod
    def of(cls, workspace: Workspace, asked: Asked, chosen: Selection) -> "Judge":
        """Raises UsageError, before any work is done, where a model is wanted and none would judge."""
        if not asked.judge:
            return cls()
        rules = chosen.judging()
        if not rules:
            raise UsageError(
                "--judge: none of the chosen rules needs a model", hint="Those that do are JDG: kb explain all"
            )
        engine = asked.choices.chosen(workspace)
        if not all(engine.model.answers(stage) for rule in rules if rule.judged for stage in rule.judged.stages):
            hint = "Name another one: --engine claude, with a key in ANTHROPIC_API_KEY."
            raise UsageError(f"--judge: the {engine.name} engine judges nothing", hint)
        return cls(rules, engine, asked.choices)

    def judged(self, workspace: Workspace, wiki: Checked, advance: Advance) -> Judgement:
        if self.engine is None:
            return Judgement()
        return judge(workspace, wiki.bundle, self.rules, (self.engine, self.choices), advance)


def noted(outcome: Outcome, judgement: Judgement) -> Outcome:
    """The outcome, with how much was judged."""
    counts = {rule.code: (heard.judged, heard.of) for rule, heard in judgement.opinions.items()}
    notes = tuple(_note(rule, heard) for rule, heard in judgement.opinions.items())
    return replace(outcome, judged=counts, notes=(*outcome.notes, *notes))


def _note(rule: Rule, heard: Opinions) -> str:
    noun = rule.judged.noun if rule.judged is not None else ""
    if not heard.of:
        return f"{rule.code}: no {noun} to judge."
    if heard.whole:
        return f"{rule.code}: a model judged {_counted(heard.of, noun)}."
    return f"{rule.code}: a model judged {heard.judged:,} of {_counted(heard.of, noun)}."


def _counted(number: int, noun: str) -> str:
    first, _, rest = noun.partition(" ")
    return f"{count(number, first)} {rest}".rstrip()


def tell(judgement: Judgement, terminal: Terminal) -> None:
    """What it took and what could not be had. Raises what stopped it."""
    spent = judgement.spent
    for line in (spent.said if judgement.stop is None else "", *spent.notices):
        if line:
            terminal.say(line, "dim")
    for model in spent.unpriced:
        terminal.say(f"the price of {model} is not known: put it into kb.yaml (engine: prices)", "dim")
    terminal.findings(judgement.troubles)
    if judgement.stop is not None:
        raise _stopped(judgement.stop, judgement)


def _stopped(stop: KBError, judgement: Judgement) -> KBError:
    again = "Run the same command to go on: what was judged is remembered."
    if isinstance(stop, Interrupted):
        return Interrupted(str(stop), hint=again)
    said = f"; {judgement.spent.said}" if judgement.spent.said else ""
    return EngineError(f"stopped: {str(stop).rstrip('.')}{said}", hint=stop.hint or again)

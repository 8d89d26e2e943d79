"""kb lint --judge: what a model made of the wiki, told with how much it saw and what that took."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.commands.lint_asked import Asked
from kb.errors import EngineError, Interrupted, KBError, UsageError
from kb.lint.outcome import Outcome
from kb.lint.rule import Rule
from kb.lint.selection import Selection
from kb.linting import Checked
from kb.terminal import Advance, Terminal, count
from kb.workspace import Workspace

# Costly to load, and most runs ask nobody.
if TYPE_CHECKING:
    from kb.choices import Choices
    from kb.consulting import Spent
    from kb.engine import Engine
    from kb.judging import Judgement
    from kb.lint.judged import Opinions


@dataclass(frozen=True, slots=True)
class Judge:
    """The rules that need a model, and the engine that is to answer them; without one nobody is asked."""

    rules: tuple[Rule, ...] = ()
    asked: "tuple[Engine, Choices] | None" = None

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
        from kb.choices import NONE

        choices = asked.choices or NONE
        engine = choices.chosen(workspace)
        if not all(engine.model.answers(stage) for rule in rules if rule.judged for stage in rule.judged().stages):
            hint = "Name another one: --engine claude, with a key in ANTHROPIC_API_KEY."
            raise UsageError(f"--judge: the {engine.name} engine judges nothing", hint)
        return cls(rules, (engine, choices))

    def judged(self, workspace: Workspace, wiki: Checked, advance: Advance) -> "Judgement | None":
        if self.asked is None:
            return None
        from kb.judging import judge

        return judge(workspace, wiki.bundle, self.rules, self.asked, advance)


def noted(outcome: Outcome, judgement: "Judgement | None") -> Outcome:
    """The outcome, with how much was judged."""
    if judgement is None:
        return outcome
    counts = {rule.code: (heard.judged, heard.of) for rule, heard in judgement.opinions.items()}
    notes = tuple(_note(rule, heard) for rule, heard in judgement.opinions.items())
    return replace(outcome, judged=counts, notes=(*outcome.notes, *notes))


def _note(rule: Rule, heard: "Opinions") -> str:
    noun = rule.judged().noun if rule.judged is not None else ""
    if not heard.of:
        return f"{rule.code}: no {noun} to judge."
    if heard.whole:
        return f"{rule.code}: a model judged {_counted(heard.of, noun)}."
    return f"{rule.code}: a model judged {heard.judged:,} of {_counted(heard.of, noun)}."


def _counted(number: int, noun: str) -> str:
    first, _, rest = noun.partition(" ")
    return f"{count(number, first)} {rest}".rstrip()


def tell(judgement: "Judgement | None", terminal: Terminal) -> None:
    """What it took and what could not be had. Raises what stopped it."""
    if judgement is None:
        return
    spent = judgement.spent
    for line in (spent.said if judgement.stop is None else "", *spent.notices):
        if line:
            terminal.say(line, "dim")
    for model in spent.unpriced:
        terminal.say(f"the price of {model} is not known: put it into kb.yaml (engine: prices)", "dim")
    terminal.findings(judgement.troubles)
    if judgement.stop is not None:
        raise stopped(judgement.stop, spent, "stopped", "Run the same command to go on: what was judged is remembered.")


def stopped(stop: KBError, spent: "Spent", what: str, again: str = "") -> KBError:
    """The error that ended a run, with what was spent till then and how to go on."""
    if isinstance(stop, Interrupted):
        return Interrupted(str(stop), hint=again)
    said = f"; {spent.said}" if spent.said else ""
    return EngineError(f"{what}: {str(stop).rstrip('.')}{said}", hint=stop.hint or again)

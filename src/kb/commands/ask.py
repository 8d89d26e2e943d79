"""kb ask: a question in, sentences with their quotes out, or the word that the wiki doesn't say."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kb.asking.answers import Answer, Form, Library, Question
from kb.asking.deeply import Deep, kept, sparing, way
from kb.asking.exploring import Explored, explore
from kb.asking.once import ask
from kb.asking.streaming import Streaming
from kb.asking.traces import Bill
from kb.choices import NONE, Choices
from kb.commands.answer_told import answer_data, keep, said, tell, tell_deep, tell_delivered
from kb.consulting import Consultation, consulting
from kb.diagnostics import Diagnostic, failing
from kb.errors import UsageError
from kb.forms.order import Delivered, Order
from kb.saving import Circumstances, Saved
from kb.search.current import current
from kb.search.query import Query
from kb.stages.answer import ANSWER
from kb.terminal import Advance, Terminal
from kb.workspace import Workspace

LONGEST = 20_000
"""Characters of a question: what is longer is a document."""


@dataclass(frozen=True, slots=True)
class Output:
    """What becomes of an answer besides being printed."""

    form: str = ""
    out: Path | None = None
    force: bool = False
    save: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says."""

    question: str
    choices: Choices = NONE
    deep: bool = False
    minutes: float | None = None
    """What a deep question may take; None leaves it to kb.yaml."""
    output: Output = Output()

    def __post_init__(self) -> None:
        """Raises UsageError."""
        if not self.question.strip():
            raise UsageError("there is no question", hint='Ask in words: kb ask "Who paid for the purchase of Volvo?"')
        if len(self.question) > LONGEST:
            raise UsageError(
                f"the question has {len(self.question):,} characters, and {LONGEST:,} is the most",
                hint="Put long texts into raw/ and ask about them.",
            )


@dataclass(frozen=True, slots=True)
class _Made:
    """What became of an answer."""

    deep: Deep
    delivered: Delivered = field(default_factory=Delivered)
    saved: Saved | None = None

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        return [*self.deep.diagnostics, *(self.saved.diagnostics if self.saved else ())]

    @property
    def data(self) -> dict[str, object]:
        """The fields for what was asked for."""
        found: dict[str, object] = {"trace": self.deep.trace}
        if self.delivered.paths:
            found["files"] = [str(path) for path in self.delivered.paths]
        if self.delivered.text:
            found["text"] = self.delivered.text
        if self.saved is not None:
            found["saved"] = self.saved.path or None
        return found


def run(folder: Path, asked: Asked, *, as_json: bool) -> int:
    """Exit code 1 when the wiki can't answer. Raises EngineError when nobody could be asked."""
    if not Query.question(asked.question).asks:
        raise UsageError("the question has no words to look for", hint='Ask in words: kb ask "Who paid for Volvo?"')
    workspace = Workspace.find(folder.resolve())
    output = asked.output
    order = Order.of(workspace, output.form, output.out, force=output.force)
    printed = order is not None and order.printed
    terminal = Terminal(as_json, aside=printed)
    streaming = Streaming(lambda sentence, marks: terminal.say(said(sentence) + marks))
    chosen = asked.choices.chosen(workspace, None if as_json or printed else streaming)
    if order is not None:
        order.engaged(chosen.model, chosen.name)
    if asked.deep:
        chosen = sparing(workspace, chosen)
    bill = Bill()
    with (
        terminal.progress("Asking") as advance,
        consulting(workspace, chosen, asked.choices, bill.note) as consultation,
    ):
        found = _answered(workspace, asked, consultation, order.form.stage if order is not None else ANSWER, advance)
    answer, stop = replace(found.answer, unjudged=not chosen.writes), consultation.model.stop
    # What was explored before the calls stopped may have led to an answer that is remembered.
    if stop is not None and not (asked.deep and answer.enough):
        raise stop
    deep = kept(workspace, found, chosen.id, bill.taken) if asked.deep else Deep(answer)
    if not (printed and answer.enough):
        tell(answer, terminal, streaming)
    if asked.deep:
        tell_deep(deep, terminal, chosen.name)
    circumstances = Circumstances(chosen.writer, trace=deep.trace)
    made = _Made(
        deep,
        order.deliver(answer) if order is not None and answer.enough else Delivered(),
        keep(workspace, answer, circumstances, terminal) if output.save else None,
    )
    tell_delivered(made.delivered, terminal)
    return _closed(answer, made, consultation, terminal)


def _answered(workspace: Workspace, asked: Asked, consultation: Consultation, form: Form, advance: Advance) -> Explored:
    with current(workspace) as index:
        library = Library(index, consultation.model, workspace.prompts())
        question = Question(asked.question)
        if not asked.deep:
            return Explored(ask(question, library, form))
        return explore(question, library, way(workspace, index, asked.minutes, lambda step: advance(step.tool)), form)


def _closed(answer: Answer, made: _Made, consultation: Consultation, terminal: Terminal) -> int:
    """What it took, what went wrong, and the exit code."""
    spent = consultation.spent
    for line in (spent.said, *spent.notices):
        if line:
            terminal.say(line, "dim")
    terminal.findings([*answer.diagnostics, *consultation.diagnostics, *made.diagnostics])
    terminal.data({**answer_data(answer), **made.data, "usd": spent.usd, "unpriced": spent.unpriced})
    if made.delivered.trouble is not None:
        raise made.delivered.trouble
    return 0 if answer.enough and not failing(made.saved.diagnostics if made.saved else []) else 1

"""kb chat: lines in, one answer after the other out; each knows the few that came before it."""

import contextlib
import json
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import TextIOWrapper
from pathlib import Path

from kb.asking.answers import Answer, Library, Question
from kb.asking.deeply import kept, way
from kb.asking.exploring import explore
from kb.asking.once import ask
from kb.asking.streaming import Streaming
from kb.asking.traces import Bill, Taken
from kb.choices import Choices
from kb.commands.answer_told import answer_data, cited, keep, said, tell, tell_quotes
from kb.commands.ask import Asked
from kb.consulting import Consultation, consulting
from kb.engine import Engine
from kb.errors import EngineError, KBError, UsageError
from kb.llm.request import Request
from kb.markup import fold
from kb.saving import Circumstances
from kb.search.current import current
from kb.search.query import Query
from kb.stages.inquiry import Inquiry, Said
from kb.terminal import Terminal, as_data
from kb.wiki.shortening import shortened
from kb.workspace import Workspace

REMEMBERED = 3
"""Exchanges that a question knows of, so that the tenth costs what the second does."""

_QUESTION, _ANSWER = 300, 900
"""Characters of each that are remembered."""
_PROMPT = "? "

Way = Callable[[Question, Library], Answer]
Deep = Callable[[Question, Library], tuple[Answer, str]]
"""The answer, and what names the trace of how it was found, if one was kept."""


def run(folder: Path, choices: Choices, *, as_json: bool) -> int:
    """Exit code 0 however many questions the wiki can't answer. Raises EngineError when nobody can be asked any
    more, after what was spent has been told."""
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    ear = Ear(terminal)
    chosen = choices.chosen(workspace, None if as_json else ear)
    by_hand = sys.stdin.isatty()
    if by_hand:
        terminal.say("Ask, line by line. /help says what else there is.", "dim")
    bill = Bill()
    place = Talk(workspace, chosen, choices, terminal, ear, _deeply(workspace, chosen, bill), bill)
    talk(place, _typed(_PROMPT) if by_hand else _piped())
    return 0


def _deeply(workspace: Workspace, engine: Engine, bill: Bill) -> Deep:
    """Asks with several searches; the way is kept with what it took."""

    def ask_deeply(question: Question, library: Library) -> tuple[Answer, str]:
        bill.taken = Taken()
        found = explore(question, library, way(workspace, library.index, None, lambda step: None))
        done = kept(workspace, found, engine.id, bill.taken)
        return done.answer, done.trace

    return ask_deeply


@dataclass
class Ear:
    """Tells the sentences of a streamed answer, and only of the one that is being waited for: a call that was
    interrupted may go on talking for a while."""

    terminal: Terminal
    question: str = ""
    streaming: Streaming = field(init=False)

    def __post_init__(self) -> None:
        self.listen("")

    def listen(self, question: str) -> None:
        self.question = fold(question)
        self.streaming = Streaming(lambda sentence, marks: self.terminal.say(said(sentence) + marks))

    def __call__(self, request: Request, text: str) -> None:
        if isinstance(request.item, Inquiry) and request.item.question == self.question:
            self.streaming(request, text)


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a conversation takes place, and with whom."""

    workspace: Workspace
    engine: Engine
    choices: Choices
    terminal: Terminal
    ear: Ear
    deep: Deep | None = None
    """How a question is asked deeply, where it can be."""
    bill: Bill = field(default_factory=Bill)


def talk(place: Talk, lines: Iterable[str]) -> None:
    """Answer each line until one says /quit or none is left. Raises EngineError."""
    with (
        consulting(place.workspace, place.engine, place.choices, place.bill.note) as consultation,
        current(place.workspace) as index,
    ):
        chat = _Chat(place, consultation, Library(index, consultation.model, place.workspace.prompts()))
        try:
            for line in lines:
                if not chat.goes_on(line.strip()):
                    break
        finally:
            chat.sum_up()


@dataclass(frozen=True, slots=True)
class _Exchange:
    """What was asked last and answered."""

    question: Question
    answer: Answer
    trace: str = ""

    @property
    def said(self) -> Said:
        words = " ".join(sentence.text for sentence in self.answer.sentences)
        return Said(shortened(self.question.text, _QUESTION), shortened(words, _ANSWER))


@dataclass
class _Chat:
    """A conversation, and what it remembers."""

    place: Talk
    consultation: Consultation
    library: Library
    before: deque[Said] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    last: _Exchange | None = None

    @property
    def terminal(self) -> Terminal:
        return self.place.terminal

    def goes_on(self, line: str) -> bool:
        """Do what a line says; whether there may be another. What fails is told, and ends nothing but itself."""
        try:
            if line.startswith("/"):
                return self._obey(line)
            if line:
                self._ask(line)
        except KeyboardInterrupt:
            self._say("Stopped.", {"question": line, "error": "interrupted"})
        except EngineError:
            raise
        except KBError as error:
            hint = f"\n  {error.hint}" if error.hint else ""
            self._say(f"error: {error}{hint}", {"question": line, "error": str(error), "hint": error.hint})
        return True

    def _obey(self, order: str) -> bool:
        if order == "/quit":
            return False
        do = _ORDERS.get(order)
        if do is None:
            raise UsageError(f"there is no {order}", hint=f"There are: {', '.join((*_ORDERS, '/quit'))}.")
        do(self)
        return True

    def _ask(self, line: str) -> None:
        text = Asked(line).question
        question = Question(text, tuple(self.before))
        self.last = _Exchange(question, self._answered(question, ask))
        self.before.append(self.last.said)

    def _answered(self, question: Question, way: Way) -> Answer:
        """Ask, and tell what comes. Raises EngineError when nothing will be answered any more."""
        spent = self.consultation.spent.usd
        # As the inquiry has it: without filters.
        self.place.ear.listen(Query.question(question.text).text)
        with self.terminal.progress("Asking"):
            answer = way(question, self.library)
        if self.consultation.model.stop is not None:
            raise self.consultation.model.stop
        total = self.consultation.spent.usd
        answer = replace(answer, unjudged=not self.place.engine.writes)
        tell(answer, self.terminal, self.place.ear.streaming)
        self.terminal.findings(answer.diagnostics)
        self._say("", {**answer_data(answer), "usd": total - spent, "total_usd": total})
        return answer

    def save(self) -> None:
        last, engine = self._last(), self.place.engine
        before = last.question.before
        after = before[-1].question if before else ""
        asked = Circumstances(engine.writer, after=after, trace=last.trace)
        saved = keep(self.place.workspace, last.answer, asked, self.terminal)
        found = saved.diagnostics if saved is not None else []
        self.terminal.findings(found)
        self._line({"saved": (saved.path or None) if saved is not None else None, "diagnostics": as_data(found)})

    def sources(self) -> None:
        answer = self._last().answer
        tell_quotes(answer, self.terminal)
        self._line({"sources": [cited(answer, citation) for citation in answer.references]})

    def deep(self) -> None:
        deep, question = self.place.deep, self._last().question
        if deep is None:
            raise UsageError("nothing here asks deeply", hint="Ask the question in other words.")
        traces: list[str] = []

        def way(question: Question, library: Library) -> Answer:
            answer, trace = deep(question, library)
            traces.append(trace)
            return answer

        self.last = _Exchange(question, self._answered(question, way), *traces)
        self.before[-1] = self.last.said

    def new(self) -> None:
        """What follows is about something else."""
        self.before.clear()
        self.last = None
        self._say("What was said so far is forgotten.", {"new": True})

    def help(self) -> None:
        self._say(_HELP, {"orders": [*_ORDERS, "/quit"]})

    def _last(self) -> _Exchange:
        if self.last is None:
            raise UsageError("nothing has been asked yet")
        return self.last

    def _say(self, text: str, data: Mapping[str, object]) -> None:
        self.terminal.say(text)
        self._line(data)

    def _line(self, data: Mapping[str, object]) -> None:
        if self.terminal.as_json:
            sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
            sys.stdout.flush()

    def sum_up(self) -> None:
        """What all of it took."""
        spent = self.consultation.spent
        for line in (spent.said, *spent.notices):
            if line:
                self.terminal.say(line, "dim")
        self.terminal.findings(self.consultation.diagnostics)


_ORDERS: Mapping[str, Callable[[_Chat], None]] = {
    "/save": _Chat.save,
    "/sources": _Chat.sources,
    "/deep": _Chat.deep,
    "/new": _Chat.new,
    "/help": _Chat.help,
}
_HELP = """\
/save     keep the last answer as a page of wiki/answers/
/sources  its quotes and where they stand, again
/deep     ask the last question again, with several searches
/new      begin another conversation
/quit     end; so does ^D. ^C stops an answer"""


def _typed(prompt: str) -> Iterator[str]:
    """The lines of a person, until ^D."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401
    while True:
        try:
            line = input(prompt)
        except EOFError:
            # What follows begins on a line of its own.
            sys.stdout.write("\n")
            return
        except KeyboardInterrupt:
            line = ""
        yield line


def _piped() -> Iterator[str]:
    """The lines of a file or a program."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    yield from sys.stdin

"""kb ask: a question in, sentences with their quotes out, or the word that the wiki doesn't say."""

from dataclasses import dataclass
from pathlib import Path

from kb.asking.answers import Answer, Library, Question, numbered
from kb.asking.once import ask
from kb.asking.streaming import Streaming
from kb.choices import NONE, Choices
from kb.consulting import Consultation, consulting
from kb.errors import UsageError
from kb.knowledge import Citation, Sentence
from kb.search.current import current
from kb.terminal import Terminal, as_data
from kb.workspace import Workspace

LONGEST = 20_000
"""Characters of a question: what is longer is a document."""


_UNJUDGED = "No model was asked. These passages come nearest; whether they answer is for you to judge."


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says."""

    question: str
    deep: bool = False
    choices: Choices = NONE

    def __post_init__(self) -> None:
        """Raises UsageError."""
        if not self.question.strip():
            raise UsageError("there is no question", hint='Ask in words: kb ask "Who paid for the purchase of Volvo?"')
        if len(self.question) > LONGEST:
            raise UsageError(
                f"the question has {len(self.question):,} characters, and {LONGEST:,} is the most",
                hint="Put long texts into raw/ and ask about them.",
            )


def run(folder: Path, asked: Asked, *, as_json: bool) -> int:
    """Exit code 1 when the wiki can't answer. Raises EngineError when nobody could be asked."""
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    streaming = Streaming(lambda sentence, marks: terminal.say(said(sentence) + marks))
    chosen = asked.choices.chosen(workspace, None if as_json else streaming)
    with terminal.progress("Asking"), consulting(workspace, chosen, asked.choices, lambda a: None) as consultation:
        answer = _answered(workspace, asked, consultation)
    if consultation.model.stop is not None:
        raise consultation.model.stop
    if answer.enough and not chosen.writes:
        terminal.say(_UNJUDGED, "bold")
    tell(answer, terminal, streaming)
    spent = consultation.spent
    for line in (spent.said, *spent.notices):
        if line:
            terminal.say(line, "dim")
    terminal.findings([*answer.diagnostics, *consultation.diagnostics])
    terminal.data({**answer_data(answer), "usd": spent.usd, "unpriced": spent.unpriced})
    return 0 if answer.enough else 1


def _answered(workspace: Workspace, asked: Asked, consultation: Consultation) -> Answer:
    with current(workspace) as index:
        library = Library(index, consultation.model, workspace.prompts())
        return ask(Question(asked.question), library)


def tell(answer: Answer, terminal: Terminal, streaming: Streaming) -> None:
    """What has not been said of it while it came."""
    if not answer.enough:
        _refuse(answer, terminal)
        return
    numbers = numbered(answer.sentences)
    if streaming.said and not streaming.held(answer.sentences):
        terminal.say("\nThe connection broke off; here is the whole answer.\n", "bold")
        streaming.said.clear()
    for sentence in answer.sentences[len(streaming.said) :]:
        terminal.say(said(sentence) + "".join(f" [{numbers[citation]}]" for citation in sentence.citations))
    terminal.say()
    for clash in answer.answered.clashes:
        sides = " against ".join(f"[{numbers[side.citations[0]]}]" for side in clash.sides)
        terminal.say(f"Sources disagree: {clash.about} {sides}", "bold")
    for page in answer.disputes:
        terminal.say(f"Disputed in this wiki: {page.title} (wiki/{page.path})", "bold")
    for citation, number in numbers.items():
        terminal.say(f'[{number}] "{_line(citation.quote)}"')
        terminal.say(f"    {_where(answer, citation)}", "dim")
    if answer.answered.wanted:
        terminal.say(f"To know more: {answer.answered.wanted}")


def _refuse(answer: Answer, terminal: Terminal) -> None:
    terminal.say("Not in this wiki.", "bold")
    if answer.nowhere:
        terminal.say(f"  no page says: {', '.join(answer.nowhere)}")
    for page in answer.nearest:
        terminal.say(f"  nearest: {page.title} (wiki/{page.path})")
    if answer.answered.wanted:
        terminal.say(f"  what would help: {answer.answered.wanted}")


def said(sentence: Sentence) -> str:
    return f"{sentence.speaker}: {sentence.text}" if sentence.speaker else sentence.text


def _where(answer: Answer, citation: Citation) -> str:
    found = answer.references[citation]
    parts = (found.page.title, found.speaker, found.time, _address(answer, citation))
    return " · ".join(part for part in parts if part)


def _address(answer: Answer, citation: Citation) -> str:
    return f"wiki/{answer.references[citation].page.path}#^{citation.block}"


def _line(text: str) -> str:
    return " ".join(text.split())


def answer_data(answer: Answer) -> dict[str, object]:
    """The fields of an answer for machines."""
    sentences = [
        {"text": s.text, "speaker": s.speaker, "citations": [_cited(answer, citation) for citation in s.citations]}
        for s in answer.sentences
    ]
    numbers = {sentence: number for number, sentence in enumerate(answer.sentences, 1)}
    clashes = [{"about": c.about, "sentences": [numbers[side] for side in c.sides]} for c in answer.answered.clashes]
    return {
        "question": answer.question,
        "enough": answer.enough,
        "sentences": sentences,
        "disagreements": clashes,
        "disputes": [f"wiki/{page.path}" for page in answer.disputes],
        "nearest": [{"title": page.title, "page": f"wiki/{page.path}"} for page in answer.nearest],
        "nowhere": list(answer.nowhere),
        "wanted": answer.answered.wanted,
        "steps": [{"tool": s.tool, "argument": s.argument, "why": s.why, "found": list(s.found)} for s in answer.steps],
        "limit": answer.limit,
        "diagnostics": as_data(answer.diagnostics),
    }


def _cited(answer: Answer, citation: Citation) -> dict[str, object]:
    reference = answer.references[citation]
    return {
        "quote": citation.quote,
        "source": citation.source,
        "title": reference.page.title,
        "speaker": reference.speaker,
        "time": reference.time,
        "address": _address(answer, citation),
    }

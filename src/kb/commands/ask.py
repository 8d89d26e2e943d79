"""kb ask: a question in, sentences with their quotes out, or the word that the wiki doesn't say."""

from pathlib import Path

from kb.asking import Answer, ask
from kb.choices import NONE, Choices
from kb.consulting import consulting
from kb.errors import UsageError
from kb.knowledge import Citation, Sentence
from kb.llm.port import LanguageModel
from kb.search.current import current
from kb.terminal import Terminal, as_data
from kb.workspace import Workspace


def run(folder: Path, question: str, choices: Choices = NONE, *, as_json: bool) -> int:
    """Exit code 1 when the wiki can't answer. Raises EngineError when nobody could be asked."""
    if not question.strip():
        raise UsageError("there is no question", hint='Ask in words: kb ask "Who paid for the purchase of Volvo?"')
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    chosen = choices.chosen(workspace)
    with terminal.progress("Asking"), consulting(workspace, chosen, choices, lambda answer: None) as consultation:
        answer = _answered(workspace, question, consultation.model)
    if consultation.model.stop is not None:
        raise consultation.model.stop
    spent = consultation.spent
    _tell(answer, terminal)
    for line in (spent.said, *spent.notices):
        if line:
            terminal.say(line, "dim")
    terminal.findings([*answer.diagnostics, *consultation.diagnostics])
    terminal.data({"question": question, **_as_data(answer), "usd": spent.usd, "unpriced": spent.unpriced})
    return 0 if answer.enough else 1


def _answered(workspace: Workspace, question: str, model: LanguageModel) -> Answer:
    with current(workspace) as index:
        return ask(question, index, model, workspace.prompts())


def _tell(answer: Answer, terminal: Terminal) -> None:
    if not answer.enough:
        terminal.say("Not in this wiki.", "bold")
        for page in answer.nearest:
            terminal.say(f"  nearest: {page.title} (wiki/{page.path})")
        return
    numbers = {citation: number for number, citation in enumerate(answer.references, 1)}
    for sentence in answer.sentences:
        marks = "".join(f" [{numbers[citation]}]" for citation in sentence.citations)
        terminal.say(_said(sentence) + marks)
    terminal.say()
    for citation, number in numbers.items():
        terminal.say(f'[{number}] "{_line(citation.quote)}"')
        terminal.say(f"    {_where(answer, citation)}", "dim")


def _said(sentence: Sentence) -> str:
    return f"{sentence.speaker}: {sentence.text}" if sentence.speaker else sentence.text


def _where(answer: Answer, citation: Citation) -> str:
    found = answer.references[citation]
    parts = (found.page.title, found.speaker, found.time, _address(answer, citation))
    return " · ".join(part for part in parts if part)


def _address(answer: Answer, citation: Citation) -> str:
    return f"wiki/{answer.references[citation].page.path}#^{citation.block}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _as_data(answer: Answer) -> dict[str, object]:
    sentences = [
        {"text": s.text, "speaker": s.speaker, "citations": [_cited(answer, citation) for citation in s.citations]}
        for s in answer.sentences
    ]
    nearest = [{"title": page.title, "page": f"wiki/{page.path}"} for page in answer.nearest]
    found = {"enough": answer.enough, "sentences": sentences, "nearest": nearest}
    return {**found, "diagnostics": as_data(answer.diagnostics)}


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

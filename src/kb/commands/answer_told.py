"""What commands say of an answer: to people what has not streamed yet, to machines all of it."""

from kb.asking.answers import UNJUDGED, Answer, numbered
from kb.asking.deeply import Deep
from kb.asking.streaming import Streaming
from kb.forms.chart import chart_data
from kb.forms.grid import grid
from kb.forms.order import Delivered
from kb.forms.table import table_data
from kb.forms.telling import tell_grid
from kb.knowledge import Citation, Sentence
from kb.saving import Circumstances, Saved, save
from kb.stages.chart import Charted
from kb.terminal import Terminal, as_data
from kb.wiki.update import OFFER
from kb.workspace import Workspace


def tell(answer: Answer, terminal: Terminal, streaming: Streaming) -> None:
    """What has not been said of it while it came."""
    if not answer.enough:
        _refuse(answer, terminal)
        return
    if answer.unjudged:
        terminal.say(UNJUDGED, "bold")
    table = grid(answer)
    if table is not None:
        tell_grid(answer, table, terminal)
    else:
        _tell_rest(answer, terminal, streaming)
    terminal.say()
    numbers = numbered(answer.sentences)
    for clash in answer.answered.clashes:
        sides = " against ".join(f"[{numbers[side.citations[0]]}]" for side in clash.sides)
        terminal.say(f"Sources disagree: {clash.about} {sides}", "bold")
    for page in answer.disputes:
        terminal.say(f"Disputed in this wiki: {page.title} (wiki/{page.path})", "bold")
    tell_quotes(answer, terminal)
    if answer.answered.wanted:
        terminal.say(f"To know more: {answer.answered.wanted}")


def _tell_rest(answer: Answer, terminal: Terminal, streaming: Streaming) -> None:
    if streaming.said and not streaming.held(answer.sentences):
        terminal.say("\nThe connection broke off; here is the whole answer.\n", "bold")
        streaming.said.clear()
    numbers = numbered(answer.sentences)
    for sentence in answer.sentences[len(streaming.said) :]:
        terminal.say(said(sentence) + "".join(f" [{numbers[citation]}]" for citation in sentence.citations))


def tell_quotes(answer: Answer, terminal: Terminal) -> None:
    """The footnotes of an answer."""
    for citation, number in numbered(answer.sentences).items():
        terminal.say(f'[{number}] "{" ".join(citation.quote.split())}"')
        terminal.say(f"    {_where(answer, citation)}", "dim")


def tell_deep(deep: Deep, terminal: Terminal, engine: str) -> None:
    """What ended the search, and how to see the way that it took."""
    if not deep.explored:
        terminal.say(f"The {engine} engine does not explore: it answered as it does without --deep.", "dim")
    if deep.answer.limit:
        terminal.say(f"The search was ended before it was done: {deep.answer.limit}.", "bold")
    if deep.trace:
        terminal.say(f"The way to this answer: kb why {deep.trace}", "dim")


def tell_delivered(delivered: Delivered, terminal: Terminal) -> None:
    """What was made: the text of a file that nobody named, or where the files lie."""
    terminal.file(delivered.text)
    for path in delivered.paths:
        terminal.say(f"Written: {path}")


def keep(workspace: Workspace, answer: Answer, asked: Circumstances, terminal: Terminal) -> Saved | None:
    """Save an answer and say where it lies. A refusal is none."""
    if not answer.enough:
        terminal.say("Not saved: there is no answer to keep.")
        return None
    saved = save(workspace, answer, asked)
    if not saved.path:
        terminal.say("Not saved.")
        return saved
    beside = " (beside the page of that name, which was edited)" if saved.offered else ""
    terminal.say(f"Saved as {saved.path}{OFFER if saved.offered else ''}{beside}")
    return saved


def said(sentence: Sentence) -> str:
    return f"{sentence.speaker}: {sentence.text}" if sentence.speaker else sentence.text


def answer_data(answer: Answer) -> dict[str, object]:
    """The fields of an answer for machines."""
    sentences = [
        {"text": s.text, "speaker": s.speaker, "citations": [cited(answer, citation) for citation in s.citations]}
        for s in answer.sentences
    ]
    numbers = {sentence: number for number, sentence in enumerate(answer.sentences, 1)}
    clashes = [{"about": c.about, "sentences": [numbers[side] for side in c.sides]} for c in answer.answered.clashes]
    table = grid(answer)
    return {
        "question": answer.question,
        "enough": answer.enough,
        "sentences": sentences,
        **({"table": table_data(answer, table)} if table is not None else {}),
        **({"chart": chart_data(answer.answered)} if isinstance(answer.answered, Charted) else {}),
        "disagreements": clashes,
        "disputes": [f"wiki/{page.path}" for page in answer.disputes],
        "nearest": [{"title": page.title, "page": f"wiki/{page.path}"} for page in answer.nearest],
        "nowhere": list(answer.nowhere),
        "wanted": answer.answered.wanted,
        "steps": [{"tool": s.tool, "argument": s.argument, "why": s.why, "found": list(s.found)} for s in answer.steps],
        "limit": answer.limit,
        "unjudged": answer.unjudged,
        "diagnostics": as_data(answer.diagnostics),
    }


def cited(answer: Answer, citation: Citation) -> dict[str, object]:
    """A citation for machines."""
    reference = answer.references[citation]
    return {
        "quote": citation.quote,
        "source": citation.source,
        "title": reference.page.title,
        "speaker": reference.speaker,
        "time": reference.time,
        "address": _address(answer, citation),
    }


def _refuse(answer: Answer, terminal: Terminal) -> None:
    terminal.say("Not in this wiki.", "bold")
    if answer.nowhere:
        terminal.say(f"  no page says: {', '.join(answer.nowhere)}")
    for page in answer.nearest:
        terminal.say(f"  nearest: {page.title} (wiki/{page.path})")
    if answer.answered.wanted:
        terminal.say(f"  what would help: {answer.answered.wanted}")


def _where(answer: Answer, citation: Citation) -> str:
    found = answer.references[citation]
    parts = (found.page.title, found.speaker, found.time, _address(answer, citation))
    return " · ".join(part for part in parts if part)


def _address(answer: Answer, citation: Citation) -> str:
    return f"wiki/{answer.references[citation].page.path}#^{citation.block}"

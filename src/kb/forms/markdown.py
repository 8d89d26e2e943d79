"""md: an answer as a page that any reader of markdown shows, with its quotes as footnotes."""

from kb.asking.answers import Answer
from kb.forms.form import Form, Link, Made, Place
from kb.forms.grid import grid, markdown_table
from kb.forms.notes import footnotes, marks, numbers
from kb.knowledge import Sentence
from kb.markup import escape
from kb.stages.answer import Clash
from kb.stages.chart import Charted
from kb.wiki.citing import link as linked


def body(answer: Answer, link: Link) -> str:
    """What stands below the title: `text`, then `footnotes`."""
    return "\n\n".join([text(answer, link), footnotes(answer, link)])


def text(answer: Answer, link: Link) -> str:
    """The sentences, or the table of a table or a chart; then where sources disagree, and what would say more."""
    table = grid(answer)
    parts = [markdown_table(answer, table) if table is not None else _sentences(answer)]
    if isinstance(answer.answered, Charted):
        parts += [f"*{escape(note)}*" for note in answer.answered.notes]
    parts += [_clashes(answer), _disputes(answer, link)]
    if answer.answered.wanted:
        parts.append(f"To know more: {escape(answer.answered.wanted)}")
    if answer.limit:
        parts.append(f"The search ended early: {escape(answer.limit)}")
    return "\n\n".join(part for part in parts if part)


def page(answer: Answer, link: Link, above: str = "") -> str:
    """The whole page; `above` stands between the title and the text, as markdown."""
    parts = [f"# {escape(answer.question)}", above, body(answer, link)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _sentences(answer: Answer) -> str:
    """One paragraph; quoted sentences are a list, since they follow from each other in no way."""
    lines = [said(sentence) + marks(answer, sentence) for sentence in answer.sentences]
    if any(sentence.speaker or sentence.verbatim for sentence in answer.sentences):
        return "\n".join(f"- {line}" for line in lines)
    return " ".join(lines)


def said(sentence: Sentence) -> str:
    """A sentence as markdown, behind its speaker where it is somebody's very words."""
    words = escape(sentence.text)
    return f"**{escape(sentence.speaker)}:** {words}" if sentence.speaker else words


def _clashes(answer: Answer) -> str:
    if not answer.answered.clashes:
        return ""
    lines = "\n".join(f"- {clash_line(answer, clash)}" for clash in answer.answered.clashes)
    return f"## Sources disagree\n\n{lines}"


def clash_line(answer: Answer, clash: Clash) -> str:
    """What sources disagree on, with the marks of the sides."""
    sides = " against ".join("".join(f"[^{n}]" for n in numbers(answer, side)) for side in clash.sides)
    return f"{escape(clash.about)} {sides}"


def _disputes(answer: Answer, link: Link) -> str:
    if not answer.disputes:
        return ""
    return "Disputed in this wiki: " + " · ".join(linked(one.title, link(one.path, "")) for one in answer.disputes)


def _make(answer: Answer, place: Place) -> Made:
    return Made({".md": page(answer, place.link).encode()})


FORM = Form("md", (".md",), _make)

"""md: an answer as a page that any reader of markdown shows, with its quotes as footnotes."""

from collections.abc import Iterable, Iterator

from kb.asking.answers import UNJUDGED, Answer
from kb.forms.form import Form, Link, Made, Place
from kb.forms.grid import grid, markdown_table
from kb.forms.notes import footnotes, marks
from kb.knowledge import Sentence
from kb.markup import escape
from kb.stages.answer import Clash
from kb.stages.chart import Charted
from kb.wiki.citing import link as linked
from kb.wiki.concept_page import spoken
from kb.wiki.shortening import shortened

USED = "Pages used"
"""The heading above the links to the pages that an answer comes from."""

_TITLE = 200


def title(question: str) -> str:
    """What a page that answers it is called."""
    return shortened(question, _TITLE)


def page(answer: Answer, link: Link, above: str = "") -> str:
    """The whole page; `above` stands between the title and the text, as markdown."""
    parts = [f"# {escape(title(answer.question))}", above, text(answer, link), _used(answer, link)]
    return "\n\n".join(part for part in (*parts, footnotes(answer, link)) if part) + "\n"


def text(answer: Answer, link: Link) -> str:
    """The sentences, or the table of a table or a chart; then where sources disagree, and what is missing."""
    table = grid(answer)
    parts = [markdown_table(answer, table) if table is not None else _sentences(answer)]
    if isinstance(answer.answered, Charted):
        parts += [f"*{escape(note)}*" for note in answer.answered.notes]
    parts += [_called("IMPORTANT", _disputed(answer, link)), _called("NOTE", _missing(answer))]
    return "\n\n".join(part for part in parts if part)


def _sentences(answer: Answer) -> str:
    """Sentences that a model wrote are prose; those of the sources are a list, as articles have them."""
    bullet = "- " if all(sentence.verbatim for sentence in answer.sentences) else ""
    return "\n".join(f"{bullet}{said(sentence)}{marks(answer, sentence)}" for sentence in answer.sentences)


def said(sentence: Sentence) -> str:
    """A sentence as markdown, behind its speaker where it is somebody's very words."""
    return spoken(sentence.speaker if sentence.verbatim else "", escape(sentence.text))


def clash_line(answer: Answer, clash: Clash) -> str:
    """What sources disagree on, with the marks of the sides."""
    sides = " against ".join(marks(answer, side) for side in clash.sides)
    return f"{escape(clash.about)} {sides}"


def _disputed(answer: Answer, link: Link) -> Iterator[str]:
    for clash in answer.answered.clashes:
        yield f"Sources disagree: {clash_line(answer, clash)}"
    for one in answer.disputes:
        yield f"Disputed in this wiki: {linked(one.title, link(one.path, ''))}"


def _missing(answer: Answer) -> Iterator[str]:
    if answer.unjudged:
        yield escape(UNJUDGED)
    if answer.answered.wanted:
        yield f"To know more: {escape(answer.answered.wanted)}"
    if answer.limit:
        yield f"Not everything was looked at: {escape(answer.limit)}"


def _called(kind: str, lines: Iterable[str]) -> str:
    shown = [f"> - {line}" for line in lines]
    return "\n".join([f"> [!{kind}]", *shown]) if shown else ""


def _used(answer: Answer, link: Link) -> str:
    """The articles that led to the answer, then the sources that it cites."""
    pages = dict.fromkeys([*answer.led, *(one.page for one in answer.references.values())])
    links = [linked(one.title, link(one.path, "")) for one in pages]
    return f"## {USED}\n\n{' · '.join(links)}" if links else ""


def _make(answer: Answer, place: Place) -> Made:
    return Made({".md": page(answer, place.link).encode()})


FORM = Form("md", (".md",), _make)

"""An answer → markdown that any reader shows: sentences with footnotes, disputes, the pages used, the quotes."""

from collections.abc import Callable, Iterator, Mapping

from kb.asking.answers import Answer, Reference, numbered
from kb.knowledge import Citation, Sentence
from kb.markup import escape, fold
from kb.wiki import citing
from kb.wiki.citing import shortened
from kb.wiki.concept_page import spoken

USED = "Pages used"
"""The heading above the links to the pages that the answer comes from."""

_TITLE = 200
_SOURCE = 70

Numbers = Mapping[Citation, int]


def body(answer: Answer, link: Callable[[str, str], str], above: str = "") -> str:
    """The page below its front matter; `above` stands between title and text, as markdown. `link` says where a page,
    named by its path from wiki/, is found, and with the id of a block where that is."""
    numbers = numbered(answer.sentences)
    parts = [f"# {escape(title(answer.question))}", above, _said(answer, numbers)]
    parts += [_called("IMPORTANT", _disputed(answer, numbers, link)), _called("NOTE", map(escape, _stopped(answer)))]
    parts += [_used(answer, link), "\n".join(_footnotes(answer, numbers, link))]
    return "\n\n".join(part for part in parts if part)


def title(question: str) -> str:
    """What a page that answers it is called."""
    return shortened(question, _TITLE)


def _said(answer: Answer, numbers: Numbers) -> str:
    """Sentences that a model wrote are prose; those of the sources are a list, as articles have them."""
    bullet = "- " if all(sentence.verbatim for sentence in answer.sentences) else ""
    return "\n".join(f"{bullet}{_cited(sentence, numbers)}" for sentence in answer.sentences)


def _cited(sentence: Sentence, numbers: Numbers) -> str:
    # What is nobody's very words has no speaker before it: the sentence itself says whose view it is.
    speaker = sentence.speaker if sentence.verbatim else ""
    return spoken(speaker, escape(sentence.text)) + _marks(sentence, numbers)


def _marks(sentence: Sentence, numbers: Numbers) -> str:
    return "".join(f"[^{numbers[citation]}]" for citation in sentence.citations)


def _disputed(answer: Answer, numbers: Numbers, link: Callable[[str, str], str]) -> Iterator[str]:
    for clash in answer.answered.clashes:
        yield f"Sources disagree: {escape(clash.about)} " + " against ".join(_marks(s, numbers) for s in clash.sides)
    for page in answer.disputes:
        yield f"Disputed in this wiki: {citing.link(page.title, link(page.path, ''))}"


def _stopped(answer: Answer) -> Iterator[str]:
    if answer.limit:
        yield f"Not everything was looked at: {answer.limit}"


def _called(kind: str, lines: Iterator[str]) -> str:
    shown = [f"> - {line}" for line in lines]
    return "\n".join([f"> [!{kind}]", *shown]) if shown else ""


def _used(answer: Answer, link: Callable[[str, str], str]) -> str:
    """The articles that led to the answer, then the sources that it cites."""
    pages = dict.fromkeys([*answer.led, *(one.page for one in answer.references.values())])
    links = [citing.link(page.title, link(page.path, "")) for page in pages]
    return f"## {USED}\n\n{' · '.join(links)}" if links else ""


def _footnotes(answer: Answer, numbers: Numbers, link: Callable[[str, str], str]) -> Iterator[str]:
    for citation, number in numbers.items():
        reference = answer.references[citation]
        where = citing.link(_where(reference), link(reference.page.path, citation.block))
        yield f'[^{number}]: "{escape(fold(citation.quote))}" — {where}'


def _where(reference: Reference) -> str:
    """The place in words: title, who speaks, when."""
    parts = (shortened(reference.page.title, _SOURCE), reference.speaker, reference.time)
    return ", ".join(part for part in parts if part)

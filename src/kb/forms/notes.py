"""The citations of an answer → marks in its text and footnotes below it."""

from kb.asking.answers import Answer, Reference, numbered
from kb.forms.form import Link
from kb.knowledge import Citation, Sentence
from kb.markup import escape
from kb.wiki.citing import link as linked
from kb.wiki.shortening import shortened

_TITLE = 70


def marks(answer: Answer, sentence: Sentence) -> str:
    """The footnote marks that follow a sentence, as markdown."""
    return "".join(f"[^{number}]" for number in numbers(answer, sentence))


def numbers(answer: Answer, sentence: Sentence) -> list[int]:
    """Of the citations of a sentence, as they are numbered in the whole answer."""
    known = numbered(answer.sentences)
    return [known[citation] for citation in sentence.citations]


def where(reference: Reference) -> str:
    """The place in words: title, who speaks, when."""
    parts = (shortened(reference.page.title, _TITLE), reference.speaker, reference.time)
    return ", ".join(part for part in parts if part)


def footnotes(answer: Answer, link: Link) -> str:
    """A definition for each mark: the exact quote, and a link to where it stands."""
    known = numbered(answer.sentences)
    return "\n".join(f"[^{number}]: {cited(answer, citation, link)}" for citation, number in known.items())


def cited(answer: Answer, citation: Citation, link: Link) -> str:
    """The quote and where it stands, as markdown."""
    reference = answer.references[citation]
    target = link(reference.page.path, citation.block)
    return f'"{escape(citation.quote)}" — {linked(where(reference), target)}'


def plain(answer: Answer, citation: Citation) -> str:
    """The same in plain words."""
    reference = answer.references[citation]
    quote = " ".join(citation.quote.split())
    return f'"{quote}" — {where(reference)} (wiki/{reference.page.path}#^{citation.block})'

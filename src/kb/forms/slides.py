"""slides: an answer as a Marp deck: the question, a few sentences a slide, where sources disagree, the quotes."""

import re
from collections.abc import Iterator

from kb.asking.answers import UNJUDGED, Answer, numbered
from kb.forms.form import Form, Made, Place
from kb.forms.marp import ready, rendered
from kb.forms.notes import numbers, where
from kb.forms.packing import Slide, packed, width
from kb.knowledge import Sentence
from kb.markup import escape, fold
from kb.wiki.citing import link as linked
from kb.wiki.shortening import shortened

# Fixed, so that what is measured is what a slide holds.
_HEAD = """\
---
marp: true
theme: default
size: 16:9
paginate: true
style: |
  section { font-size: 28px; }
  section.sources { font-size: 20px; }
---"""
LARGE = Slide(width=68, lines=9, items=4)
"""A slide of sentences."""
FINE = Slide(width=96, lines=13, items=6)
"""A slide of quotes."""
_QUESTION = 240
_HEADING = 60
_EMOJI = re.compile(r":(?=[\w+-]+:)")


def _make(answer: Answer, place: Place) -> Made:
    text = deck(answer, place)
    if place.suffix in ("", ".md"):
        return Made({".md": text.encode()})
    return Made({place.suffix: rendered(text, place.suffix)})


def deck(answer: Answer, place: Place) -> str:
    """The deck as Marp markdown."""
    slides = [f"<!-- _class: lead -->\n\n# {shown(_cut(answer.question, _QUESTION))}"]
    if answer.unjudged:
        slides[0] += f"\n\n{shown(UNJUDGED)}"
    slides += [*_sentences(answer), *_clashes(answer), *_sources(answer, place)]
    return _HEAD + "\n\n" + "\n\n---\n\n".join(slides) + "\n"


def _sentences(answer: Answer) -> Iterator[str]:
    heading = shown(_cut(answer.question, _HEADING))
    items = [_said(answer, sentence) for sentence in answer.sentences]
    for slide in packed(items, LARGE):
        yield _slide(heading, [shown(part.text) for part in slide])


def _said(answer: Answer, sentence: Sentence) -> str:
    marks = " ".join(f"[{number}]" for number in numbers(answer, sentence))
    return f"{sentence.speaker}: {sentence.text} {marks}" if sentence.speaker else f"{sentence.text} {marks}"


def _clashes(answer: Answer) -> Iterator[str]:
    clashes = [
        f"{clash.about} " + " against ".join(f"[{numbers(answer, side)[0]}]" for side in clash.sides)
        for clash in answer.answered.clashes
    ]
    disputes = [f"Disputed in this wiki: {page.title}" for page in answer.disputes]
    for slide in packed([*clashes, *disputes], LARGE):
        yield _slide("Sources disagree", [shown(part.text) for part in slide])


def _sources(answer: Answer, place: Place) -> Iterator[str]:
    """Each quote with its number, and below it where it stands."""
    cited = list(numbered(answer.sentences))
    quotes = [f'[{number}] "{fold(one.quote)}"' for number, one in enumerate(cited, 1)]
    for slide in packed(quotes, FINE, below=1):
        items = []
        for part in slide:
            citation = cited[part.item]
            reference = answer.references[citation]
            target = place.link(reference.page.path, citation.block)
            stands = f"\n  — {linked(_cut(where(reference), FINE.width - 4), target)}" if part.last else ""
            items.append(shown(part.text) + stands)
        yield "<!-- _class: sources -->\n\n" + _slide("Sources", items)


def _slide(heading: str, items: list[str]) -> str:
    return f"## {heading}\n\n" + "\n".join(f"- {item}" for item in items)


def _cut(text: str, cells: int) -> str:
    """As much as stands in so many cells; wide characters take two."""
    return shortened(text, cells if width(fold(text)) <= cells or width(text) < len(text) * 1.2 else cells // 2)


def shown(text: str) -> str:
    """Markdown of these words. Marp fetches pictures for names between colons, and obeys what stands in comments."""
    return _EMOJI.sub(":\u2060", escape(text).replace("\\<", "&lt;"))


FORM = Form("slides", (".md", ".html", ".pdf"), _make, ready=ready)

"""A letter or a mail that a page shows as preformatted text, to paragraphs."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from kb.readers import markdown
from kb.readers.blocks import Draft
from kb.readers.reader import Line
from kb.readers.formats.page.elements import line
from kb.readers.formats.page.elements import words as words_of

_PROSE = re.compile(r"[>\s]*(?:[-*•]\s|\d+\.\s)?(?:[\"'(“]?[A-Za-zÀ-ɏ][\w'’-]*[,.:;!?)]*(?:\s|$)){2}|\s*[\w.]+,?$")
_MOST_OF_THE_PAGE = 0.5
_MOST_LINES = 0.7
_FEWEST_LINES = 4


def is_letter(element: Element) -> bool:
    """Whether a `pre` holds most of its page's words, and these are sentences."""
    if element.get("class") or next(element.iter("code", "samp"), None) is not None:
        return False
    lines = [one for one in words_of(element).split("\n") if one.strip()]
    prose = sum(1 for one in lines if _PROSE.match(one))
    body = next((one for one in element.iterancestors("body")), element)
    most = len(words_of(element).split()) > _MOST_OF_THE_PAGE * len(words_of(body).split())
    return most and len(lines) >= _FEWEST_LINES and prose > _MOST_LINES * len(lines)


def letter_drafts(element: Element) -> Iterator[Draft]:
    """Its paragraphs, lists and quotations, as the plain text sets them apart."""
    first = line(element)
    return markdown.drafts([Line(first + at, said) for at, said in enumerate(words_of(element).split("\n"))])

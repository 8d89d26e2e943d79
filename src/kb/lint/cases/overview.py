"""A bundle → cards of its pages, as many as fit into one look, those that most pages link to first."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from kb.lint.bundle import Bundle
from kb.lint.mentions import speaking
from kb.lint.quotes import words
from kb.stages.find_gaps import Card, Overview
from kb.wiki.page import Page

_CARDS = 80
_CHARACTERS = 40_000
"""Of all cards together."""
_OTHERS = 8_000
"""Characters of the titles of all other pages."""
_OPENING = 350
_DESCRIPTION = 200
_OPEN, _OF_OPEN = 2, 200
"""Sentences of a page that leave something open, and characters of each."""
_LEAVES_OPEN = re.compile(
    r"[?？](?:[\"'”’»)]|$)|\b(?:unclear|unknown|not (?:yet )?known|nobody knows|open question|unanswered|undecided|"
    r"(?:does|do|did) not say|never says?|remains? to be|has yet to|is expected to|was to be|plans? to|planned to|"
    r"disputed|disagree)\b",
    re.I,
)


def overview(bundle: Bundle) -> Iterator[Overview]:
    """One look at the wiki; none where it has no article."""
    inbound = _inbound(bundle)
    ordered = sorted(speaking(bundle), key=lambda page: (-inbound[page.path], page.path))
    cards: list[Card] = []
    left = _CHARACTERS
    for page in ordered[:_CARDS]:
        card = _card(page)
        left -= len(card.description) + len(card.opening) + sum(map(len, card.open))
        if left < 0:
            break
        cards.append(card)
    if cards:
        yield Overview(tuple(cards), tuple(_titles(ordered[len(cards) :])))


def _inbound(bundle: Bundle) -> Counter[str]:
    """How many pages lead to each file."""
    found: Counter[str] = Counter()
    for page in bundle.ordinary():
        found.update({target for target in bundle.linked(page) if target and target != page.path})
    return found


def _titles(pages: Sequence[Page]) -> Iterator[str]:
    left = _OTHERS
    for page in pages:
        title = _title(page)
        left -= len(title)
        if left < 0:
            return
        yield title


def _card(page: Page) -> Card:
    said = [words(one.text) for one in page.sentences]
    description = words(page.string("description"))[:_DESCRIPTION]
    opening = " ".join(islice((one for one in said if one[:60] not in description), 4))[:_OPENING]
    left = (one[:_OF_OPEN] for one in said if _LEAVES_OPEN.search(one) and one not in opening)
    sources = page.values.get("sources")
    return Card(
        page.path,
        page.line_of("title"),
        _title(page),
        page.type,
        description,
        opening,
        tuple(islice(left, _OPEN)),
        len(sources) if isinstance(sources, list) else 0,
    )


def _title(page: Page) -> str:
    return page.title or page.path.rpartition("/")[2].removesuffix(".md")

"""SEARCH_WEB: a gap of the wiki in, pages of the web that a model's searches found out."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.digest import Digest
from kb.llm.searched import Searched
from kb.llm.stage import Grounded, Stage
from kb.markup import fold

SEARCHES = 3
"""Of the web, for one gap."""
_MOST = 30
"""Results that anybody looks through."""
_TITLE, _CITED, _NOTES = 200, 300, 4000
"""Characters of a title, of what is cited of a page, and of all that was written about the results."""
_ADDRESS = 2000
"""Characters of an address: what is longer is no page's."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Something to look for."""

    text: str
    why: str
    pages: str
    """Titles of the pages that it rests on."""
    subject: str
    """The first of them, as `concepts/<id>`."""
    day: str
    """Today, ISO 8601: the web of another day is another one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A page of the web."""

    url: str
    title: str
    age: str
    cited: str
    """Words of it that the model rested something on; empty where there are none."""


@dataclass(frozen=True, slots=True)
class Haul:
    """What came of a search."""

    hits: tuple[Hit, ...]
    notes: str
    """What the model wrote about them."""


def fill(sought: Sought) -> Mapping[str, str]:
    return {
        "gap": fold(sought.text),
        "why": fold(sought.why) or "not said",
        "pages": fold(sought.pages),
        "day": sought.day,
    }


def ground(sought: Sought, found: Searched, key: Digest) -> Grounded[Haul]:
    """Only addresses of the web; whose text can't be shown on one line is cut."""
    hits = [
        Hit(one.url, fold(one.title)[:_TITLE], fold(one.age)[:_TITLE], fold(" … ".join(one.cited))[:_CITED])
        for one in found.results
        if one.url.startswith(("http://", "https://")) and len(one.url) <= _ADDRESS and not any(map(_is_odd, one.url))
    ]
    return Grounded((Haul(tuple({one.url: one for one in hits}.values())[:_MOST], found.text.strip()[:_NOTES]),))


def _is_odd(character: str) -> bool:
    """Whether no address holds it."""
    return character.isspace() or not character.isprintable()


SEARCH_WEB = Stage("search_web", "judge", Searched, fill, ground, lambda sought: sought.subject, searches=SEARCHES)

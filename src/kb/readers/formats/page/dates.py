"""When a page was published: as its metadata says, as a line near its heading does, as its text lets one guess."""

import copy
import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree
from lxml.etree import _Element as Element

from kb.readers.clock import iso_date
from kb.readers.formats.page.elements import found as below
from kb.readers.formats.page.elements import words as words_of
from kb.readers.formats.page.tables import is_layout
from kb.readers.formats.page.tree import Tree, remove

_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})")
_BY_CLOCK = re.compile(r"\b\w{3} (\w{3}) {1,2}(\d{1,2}) [\d:]{5,8}(?: \w{2,5})? (\d{4})\b")
_LONGEST_STAMP = 60
# A date that stands deeper in the page is about something else.
_LINES_OF_A_HEAD = 30
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_A_DECADE = 10
_REFERENCES = (
    ".//*[not(self::html or self::body or self::main or self::article)]"
    "[self::cite or self::footer or contains(@class, 'reference') or contains(@class, 'reflist')"
    " or contains(@class, 'footnote') or contains(@class, 'citation') or contains(@class, 'bibliography')"
    " or @role='doc-endnotes' or @role='doc-bibliography']"
)
# There were no web pages before.
_FIRST_YEAR = 1990


def published(tree: Tree, said: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The ISO 8601 day, with a warning where it was guessed. `said` is what the page's metadata says, best first."""
    said = [*said, *(one.get("datetime") or "" for one in islice(tree.root.iter("time", "relative-time"), 1))]
    days = [day for one in said if (day := _day(one))]
    if days:
        return days[0], ()
    guess = next(_stamps(tree.root), "") or _guessed(tree.head)
    return (guess, ("date guessed from the page's text",)) if guess else ("", ())


def of_a_living_page(tree: Tree, said: Sequence[str], changed: Sequence[str], *, wiki: bool) -> Sequence[str]:
    """What to take for the days of publication: those of the last change where a page has been written ever since the
    first, as an encyclopedia's, or cites what is ten years younger."""
    first = next((day for one in said if (day := _day(one))), "")
    last = next((day for one in changed if (day := _day(one))), "")
    if not last or not (wiki or (first and _newest_year(tree.root, last) - int(first[:4]) >= _A_DECADE)):
        return said
    return [last, *said]


def _newest_year(root: Element, until: str) -> int:
    """The newest year that the page's notes and paragraphs speak of, none after that of the ISO day."""
    told = below(root, ".//*[self::p or self::li or self::cite][not(ancestor::footer or ancestor::nav)]")
    years = (int(year) for one in told for year in _YEAR.findall(words_of(one)))
    return max((year for year in years if year <= int(until[:4])), default=0)


def _day(text: str) -> str:
    """The ISO day at the start of `text`, unless no web page can be of that day."""
    found = _DAY.match(text.replace("/", "-"))
    try:
        day = datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return ""
    latest = datetime.date.today() + datetime.timedelta(days=1)
    return day.isoformat() if day and day.year >= _FIRST_YEAR and day <= latest else ""


def _stamps(root: Element) -> Iterator[str]:
    """Days, or months, in the short lines behind the heading; behind the top of the page where it has none."""
    heading = next(root.iter("h1"), None)
    beside = {inner for one in _beside(root) for inner in one.iter()}
    lines = (
        below(heading, "following::*[not(ancestor-or-self::table)]")
        if heading is not None
        else below(root, "//body//*")
    )
    texts = (
        text.strip() for one in lines if one not in beside for text in (one.text, one.tail) if text and text.strip()
    )
    for text in islice(texts, _LINES_OF_A_HEAD):
        if len(text) <= _LONGEST_STAMP:
            by_clock = _BY_CLOCK.search(text)
            day = iso_date(f"{by_clock[2]} {by_clock[1]} {by_clock[3]}" if by_clock else text)
            if _day(day) or (len(day) == len("2012-01") and _day(f"{day}-01")):
                yield day


def _beside(page: Element) -> list[Element]:
    """Tables of data and lists of references, whose days are those of other things."""
    return [*(one for one in page.iter("table") if not is_layout(one)), *below(page, _REFERENCES)]


def _guessed(head: Element) -> str:
    from htmldate import find_date

    page = copy.deepcopy(head)
    # Days that the text tells of are not the day on which it was published, those below it are when it was copied.
    told = [one for one in page.iter("p", "li", "table", "blockquote", "dd") if len(words_of(one)) > _LONGEST_STAMP]
    for one in [*told, *_beside(page)]:
        remove(one)
    text = etree.tostring(page, encoding="unicode", method="html")
    return _day(find_date(text, original_date=True, extensive_search=False) or "") if len(text) < 2_000_000 else ""

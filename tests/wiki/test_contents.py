"""The contents: short, whatever the wiki's size."""

import posixpath
import re

import pytest

from kb.wiki.contents import Entry, Shelfmark, contents

LINK = re.compile(r"\]\(([^)]+)\)")


def shelf(name, count, categories=1):
    entries = tuple(
        Entry(f"{name.lower()}/{n}.md", f"Title {n:04}", "About it.", f"part {n % categories}", n) for n in range(count)
    )
    return Shelfmark(name, entries)


def lines(draft):
    return draft.body.count("\n* ")


def test_a_small_wiki_stands_on_one_page():
    (index,) = contents("Contents", [shelf("Concepts", 3), shelf("Sources", 2)], 10)
    assert lines(index) == 5
    assert "* [Title 0001](concepts/1.md) - About it." in index.body


@pytest.mark.parametrize("count", [61, 1000, 20000])
def test_no_page_of_the_contents_grows_beyond_its_limit(count):
    pages = contents("Contents", [shelf("Concepts", count, categories=3)], 60)
    assert all(lines(page) <= 60 for page in pages)


ALL_THREE = [shelf(name, 20, categories=3) for name in ("Concepts", "Disputes", "Sources")]


@pytest.mark.parametrize(
    ("shelves", "limit"),
    [
        pytest.param([shelf("Concepts", 1000, categories=3)], 20, id="one large shelf"),
        pytest.param(ALL_THREE, 10, id="three shelves and the smallest limit there is"),
    ],
)
def test_every_entry_is_reached_from_the_first_page(shelves, limit):
    pages = {page.path: page for page in contents("Contents", shelves, limit)}
    reached, queue = set(), ["index.md"]
    while queue:
        here = queue.pop()
        found = {
            posixpath.normpath(f"{posixpath.dirname(here)}/{link}".lstrip("/"))
            for link in LINK.findall(pages[here].body)
        }
        queue += [path for path in found - reached if path in pages]
        reached |= found
    assert {entry.path for one in shelves for entry in one.entries} <= reached


def test_categories_have_headings_where_there_are_several():
    (index,) = contents("Contents", [shelf("Concepts", 4, categories=2)], 10)
    assert "## Concepts: part 0\n" in index.body
    assert "## Concepts: part 1\n" in index.body


def test_an_empty_wiki_says_what_to_do():
    (index,) = contents("Contents", [shelf("Concepts", 0)], 10)
    assert "kb build" in index.body

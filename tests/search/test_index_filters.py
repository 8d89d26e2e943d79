"""A query may say which pages answer: of what kind, of which source, from when."""

import pytest

from kb.search.index import Index
from kb.search.query import Only, Query
from searchable import concept

FRONT = """\
---
type: {type}
title: {title}
{more}---
# {title}

The silt of the harbour.
"""
PAGES = {
    "sources/ep-7.md": FRONT.format(
        type="Source", title="Tidal power", more="kind: transcript\npublished: 2024-05-03\n"
    ),
    "sources/memo.md": FRONT.format(type="Source", title="A memo", more="kind: note\npublished: 2023\n"),
    "sources/undated.md": FRONT.format(type="Source", title="Undated", more="kind: note\n"),
    "answers/who.md": FRONT.format(type="Answer", title="Who dredges", more=""),
    "concepts/silt.md": concept("Silt", "The silt of the harbour."),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with Index.open(tmp_path_factory.mktemp("index") / "index.sqlite") as index:
        index.update(PAGES)
        yield index


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        pytest.param(Only(), {"ep-7", "memo", "undated", "who", "silt"}, id="nothing is left out"),
        pytest.param(Only(kinds=("concept",)), {"silt"}, id="a type"),
        pytest.param(Only(kinds=("Answer",)), {"who"}, id="answers, in any case"),
        pytest.param(Only(kinds=("source",)), {"ep-7", "memo", "undated"}, id="every source"),
        pytest.param(Only(kinds=("transcript",)), {"ep-7"}, id="one kind of source"),
        pytest.param(Only(kinds=("transcript", "concept")), {"ep-7", "silt"}, id="either of two kinds"),
        pytest.param(Only(sources=("ep-7",)), {"ep-7"}, id="a source by its id"),
        pytest.param(Only(sources=("tidal POWER",)), {"ep-7"}, id="a source by its title"),
        pytest.param(Only(sources=("tidal", "memo")), {"ep-7", "memo"}, id="either of two sources"),
        pytest.param(Only(sources=("silt",)), set(), id="an article is no source"),
        pytest.param(Only(sources=("%",)), {"ep-7", "memo", "undated"}, id="a sign that no name holds"),
        pytest.param(Only(after="2024-05"), {"ep-7"}, id="from a month on"),
        pytest.param(Only(after="2024-05-04"), set(), id="from the day after on"),
        pytest.param(Only(before="2024"), {"memo"}, id="before a year, and dated"),
        pytest.param(Only(after="2023", before="2024-06"), {"ep-7", "memo"}, id="between two dates"),
        pytest.param(Only(kinds=("note",), after="2024"), set(), id="all of them at once"),
    ],
)
def test_only_some_pages_answer(index, only, expected):
    hits = index.search(Query(("silt",), only=only))
    assert {hit.passage.page.path.rpartition("/")[2].removesuffix(".md") for hit in hits} == expected


def test_filters_come_before_the_best_are_chosen(tmp_path):
    many = {f"concepts/{n}.md": concept(f"Silt {n}", "Silt, silt, silt.") for n in range(400)}
    with Index.open(tmp_path / "index.sqlite") as index:
        index.update(many | PAGES)
        (hit,) = index.search(Query(("silt",), only=Only(kinds=("transcript",))))
        assert hit.passage.page.path == "sources/ep-7.md"


def test_a_page_tells_its_kind_source_and_date(index):
    (hit,) = index.search(Query(("silt",), only=Only(sources=("ep-7",))))
    page = hit.passage.page
    assert (page.type, page.kind, page.source, page.published) == ("Source", "transcript", "ep-7", "2024-05-03")

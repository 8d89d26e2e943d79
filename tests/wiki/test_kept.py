"""Pages that stay as they are, in the contents."""

import pytest

from building import article, citation, sentence, source
from kb.stages.disputes import settled
from kb.stages.link import link
from kb.wiki.contents import Entry
from kb.wiki.draft import Draft
from kb.wiki.kept import entry
from kb.wiki.render import contents_pages, pages

GENERATED = 'generated: {by: kb/1 x, at: "2026", digest: 0123456789abcdef}\n'


def page(front, generated=GENERATED):
    return f"---\n{front}{generated}---\nWords.\n".encode()


@pytest.mark.parametrize(
    ("front", "shelf", "line"),
    [
        pytest.param(
            "type: Concept\ntitle: Dam\ndescription: A wall\ntags: [a, talks]\nsources: [{id: a}, {id: b}]\n",
            "Concepts",
            Entry("concepts/dam.md", "Dam", "A wall", "talks", 2),
            id="all of it",
        ),
        pytest.param("type: Concept\n", "Concepts", Entry("concepts/dam.md", "dam", "", "", 0), id="only its type"),
        pytest.param(
            "type: Dispute\ntitle: 1966\n", "Disputes", Entry("concepts/dam.md", "1966", "", "", 0), id="a number"
        ),
        pytest.param("type: Source\ntags: []\n", "Sources", Entry("concepts/dam.md", "dam", "", "", 0), id="no tags"),
    ],
)
def test_the_line_of_a_page(front, shelf, line):
    assert entry("concepts/dam.md", page(front)) == (shelf, line)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        pytest.param("concepts/dam.md", page("type: Recipe\n"), id="another type"),
        pytest.param("concepts/dam.md", page("type: [Concept]\n"), id="a list for a type"),
        pytest.param("concepts/dam.md", page("title: Dam\n"), id="no type"),
        pytest.param("concepts/dam.md", page("type: [\n"), id="front matter that can't be read"),
        pytest.param("concepts/dam.md", b"Words.\n", id="no front matter"),
        pytest.param("concepts/dam.md", b"\xff\xfe", id="no text"),
        pytest.param("concepts/dam.md", page("type: Concept\n", ""), id="a person's own page"),
        pytest.param("concepts/dam.md.new", page("type: Concept\n"), id="a version that is offered"),
    ],
)
def test_what_kb_did_not_write_as_a_page_has_no_line(path, data):
    assert entry(path, data) is None


TALK = source("talk", "The dam opened.", title="A talk", folder="raw/talks")
DAM = article("Dam", sentence("The dam opened.", citation("talk", "The dam opened.")))


def test_a_page_that_stays_has_the_line_that_it_had():
    (concept, source_page) = pages([TALK], {}, [DAM], link([DAM]))
    kept = [entry(draft.path, draft.stamped("kb/1 x", "2026").encode()) for draft in (concept, source_page)]
    before = contents_pages([TALK], {}, [DAM], [], 100)
    assert [shelf for shelf, _ in kept] == ["Concepts", "Sources"]
    assert contents_pages([TALK], {}, [], kept, 100) == before


def test_no_shelf_of_disputes_stands_where_there_is_none():
    (index,) = contents_pages([TALK], {}, [DAM], [], 100)
    assert "Disputes" not in index.body
    assert isinstance(index, Draft)
    kept = [("Disputes", Entry("disputes/x.md", "Why", "", "", 2))]
    assert "Disputes" in contents_pages([TALK], {}, [DAM], kept, 100)[0].body
    assert settled([DAM]) == (DAM,)

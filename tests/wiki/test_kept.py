"""Pages that stay as they are, in the contents."""

from dataclasses import replace

import pytest

from building import article, claim, said, source
from kb.knowledge import Dispute
from kb.stages.disputes import settled
from kb.stages.link import link
from kb.stages.summarise import Summary
from kb.stages.yields import Yield
from kb.wiki.contents import Entry
from kb.wiki.kept import entry
from kb.wiki.render import contents_pages, pages
from kb.wiki.source_page import Told

GENERATED = 'generated: {by: kb/1 x, at: "2026", digest: 0123456789abcdef}\n'


def page(front, generated=GENERATED):
    return f"---\n{front}{generated}---\nA.[^a-1][^b-1]\nB.[^a-1]\n\n[^a-1]: x\n[^b-1]: y\n".encode()


@pytest.mark.parametrize(
    ("front", "shelf", "line"),
    [
        pytest.param(
            "type: Concept\ntitle: Dam\ndescription: A wall\ntags: [a, talks]\n",
            "Concepts",
            Entry("concepts/dam.md", "Dam", "A wall", "talks", 3),
            id="all of it",
        ),
        pytest.param("type: Concept\n", "Concepts", Entry("concepts/dam.md", "dam", "", "", 3), id="only its type"),
        pytest.param(
            "type: Dispute\ntitle: 1966\n", "Disputes", Entry("concepts/dam.md", "1966", "", "", 3), id="a number"
        ),
        pytest.param(
            "type: Source\ntags: [article]\n", "Sources", Entry("concepts/dam.md", "dam", "", "", 3), id="only a kind"
        ),
        pytest.param(
            "type: Source\ntags: [article, talks]\nresource: raw/talks/dam.txt\n",
            "Sources",
            Entry("concepts/dam.md", "dam", "", "talks", 3),
            id="a kind and a folder",
        ),
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
NOTE = source("note", "It did not.", title="A note")
SOURCES = [TALK, NOTE, *(source(f"a{at}", "Words.", folder="raw/more") for at in range(12))]
OPENED, NOT = claim("The dam opened.", of="talk"), claim("It did not.", of="note")
DAM = article("Dam", said("The dam opened.", OPENED), said("It did, it did not.", OPENED, NOT))
(DISPUTED,) = settled([replace(DAM, disputes=(Dispute("Whether it opened", (OPENED, NOT)),))])
TOLD = {TALK.id: Told(Summary("A talk of dams.", (said("It opened.", OPENED),)), Yield(1, 1.0, {}))}


@pytest.mark.parametrize("limit", [100, 10])
def test_a_page_that_stays_has_the_line_that_it_had(limit):
    drafts = pages(SOURCES, TOLD, [DISPUTED], link([DISPUTED]))
    kept = [entry(draft.path, draft.stamped("kb/1 x", "2026").encode()) for draft in drafts]
    before = contents_pages(SOURCES, TOLD, [DISPUTED], [], limit)
    assert [shelf for shelf, _ in kept] == ["Concepts", "Disputes", *["Sources"] * 14]
    assert contents_pages(SOURCES, TOLD, [], kept, limit) == before


def test_the_line_says_what_the_page_says_of_itself():
    drafts = pages([TALK, NOTE], TOLD, [DISPUTED], link([DISPUTED]))
    weights = {found[1].path: found[1].weight for d in drafts if (found := entry(d.path, d.stamped("x", "y").encode()))}
    assert weights == {
        "concepts/dam.md": 3,
        "disputes/whether-it-opened.md": 2,
        "sources/talk.md": 1,
        "sources/note.md": 0,
    }


def test_no_shelf_of_disputes_stands_where_there_is_none():
    (index,) = contents_pages([TALK, NOTE], {}, [DAM], [], 100)
    assert "Disputes" not in index.body
    kept = [("Disputes", Entry("disputes/x.md", "Why", "", "", 2))]
    assert "Disputes" in contents_pages([TALK, NOTE], {}, [DAM], kept, 100)[0].body

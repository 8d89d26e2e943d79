"""A page that the question names comes first."""

import pytest

from kb.search.index import Index
from kb.search.query import Query

PAGES = {
    "concepts/mile.md": "# The Green Mile\n\nA film about a prison.\n",
    "concepts/green.md": "# Green\n\nA colour between blue and yellow, a film of which lies on ponds.\n",
    "concepts/film.md": "# Cinema of France\n\nWho directed a film directed it; a film is directed, a film is green.\n",
    "concepts/esp.md": "---\ntitle: Electric sheep\naliases: [Do Androids Dream]\n---\n# Electric sheep\n\nA novel.\n",
}


@pytest.fixture
def index(tmp_path):
    with Index.open(tmp_path / "index.sqlite") as opened:
        opened.update(PAGES)
        yield opened


@pytest.mark.parametrize(
    ("question", "first"),
    [
        pytest.param("Who directed the film The Green Mile?", "The Green Mile", id="by its title"),
        pytest.param("who directed the green mile", "The Green Mile", id="in small letters"),
        pytest.param("Who directed a film of the novel Do Androids Dream?", "Electric sheep", id="by an alias"),
        pytest.param("Is a film green, asked " + "anybody " * 5000, "Green", id="in a very long one"),
    ],
)
def test_the_page_that_a_question_names_comes_first(index, question, first):
    assert index.ranked(Query.question(question), 5)[0][0].page.title == first


def test_a_name_within_a_longer_name_is_not_meant(index):
    links = index.candidates(Query.question("Who directed the film The Green Mile?")).links
    named = {index.passages([link.passage])[0].page.title for link in links if link.rank == 0}
    assert named == {"The Green Mile"}

"""What each tool brings: passages that may be quoted, text that may not, or the word why there is nothing."""

import pytest

from asking.explorers import PAGES
from kb.asking.shelf import Shelf
from kb.asking.tools import tools
from kb.asking.tools.tool import Desk
from kb.search.index import Index
from searchable import concept, source


def desk(index, pages=PAGES):
    return Desk(index, Shelf(lambda: {path: text.encode() for path, text in pages.items()}, index))


def look(index, tool, argument, pages=PAGES):
    return tools()[tool].look(argument, desk(index, pages))


def addresses(found):
    return [one.address for one in found.evidence]


def test_tools_are_found_in_their_folder():
    assert set(tools()) == {"search", "read_page", "read_source", "neighbours"}


def test_search_brings_passages_of_sources_and_names_articles(wiki):
    found = look(wiki, "search", "barrage cost")
    assert addresses(found)[0] == "sources/ep-7.md#^k00000001"
    assert "Harlow Barrage (concepts/harlow-barrage.md)" in found.word


@pytest.mark.parametrize(
    "words", ["turbines replaced in 2015", '"replaced in 2015" turbines', '"turbines cost" turbines']
)
def test_search_takes_phrases_and_other_words_where_a_phrase_stands_nowhere(wiki, words):
    assert "sources/thread.md#^k00000001" in addresses(look(wiki, "search", words))


def test_search_names_the_words_that_stand_nowhere(wiki):
    assert look(wiki, "search", "zebra").word == "no passage of a source fits; no page holds: zebra"


@pytest.mark.parametrize(
    "words", ["", '"', "AND OR NOT (", "kind: source: after:", "'; DROP TABLE pages; --", "x" * 300]
)
def test_nothing_that_is_searched_for_is_an_error(wiki, words):
    assert look(wiki, "search", words).evidence == ()


@pytest.mark.parametrize(
    "name",
    [
        "concepts/silt.md",
        "wiki/concepts/silt.md",
        "concepts/silt",
        "silt",
        "Silt",
        "mud",
        "./concepts/silt.md",
        "Silt @1",
    ],
)
def test_a_page_has_many_names(wiki, name):
    found = look(wiki, "read_page", name)
    assert (found.addresses, found.evidence) == (("concepts/silt.md",), ())
    assert "It settles at the barrage." in found.text


def test_a_source_is_read_in_passages_part_by_part(wiki):
    first, second = (look(wiki, "read_page", f"Thread on the turbines{part}") for part in ("", " @2"))
    assert (first.text, second.text) == ("", "")
    assert first.word.startswith("the source sources/thread.md, part 1 of ")
    assert addresses(first)[0] == "sources/thread.md#^k00000001"
    assert not set(addresses(first)) & set(addresses(second))


def test_a_passage_that_is_read_names_the_articles_that_quote_it(wiki):
    (one,) = look(wiki, "read_page", "ep-7").evidence
    assert [page.title for page in one.about] == ["Harlow Barrage"]


def test_around_a_passage_stand_those_before_and_behind_it(wiki):
    whole = [address for part in (1, 2, 3) for address in addresses(look(wiki, "read_page", f"thread @{part}"))]
    found = look(wiki, "read_source", f"wiki/{whole[3]}")
    assert addresses(found) == whole[1:6]


@pytest.mark.parametrize("argument", ["1", "passage 1", "#1"])
def test_a_passage_that_was_shown_is_named_by_its_number(wiki, argument):
    shown = look(wiki, "search", "replaced in 2015").evidence
    found = tools()["read_source"].look(argument, Desk(wiki, desk(wiki).shelf, shown))
    assert addresses(found)[0] == addresses(look(wiki, "search", "replaced in 2015"))[0]


@pytest.mark.parametrize(
    "argument", ["0", "9999999999", "sources/ep-7.md#^k99999999", "sources/none.md#^k00000001", "", "#", "@2"]
)
def test_around_what_is_none_stands_nothing(wiki, argument):
    found = look(wiki, "read_source", argument)
    assert found.evidence == ()
    assert found.word


def test_neighbours_are_links_both_ways_sources_and_other_names(wiki):
    assert look(wiki, "neighbours", "Harlow Barrage").text.splitlines() == [
        "Other names: the barrage",
        "Leads to:",
        "- concepts/silt.md: Silt",
        "Sources it cites:",
        "- sources/ep-7.md: Episode 7: Ada Brook",
    ]
    assert "Pages that lead to it:\n- concepts/harlow-barrage.md" not in look(wiki, "neighbours", "silt").text


def test_a_source_is_surrounded_by_the_articles_that_quote_it(wiki):
    found = look(wiki, "neighbours", "Episode 7: Ada Brook")
    assert found.text == "Articles that quote it:\n- concepts/harlow-barrage.md: Harlow Barrage"


def test_wikilinks_of_a_person_lead_too(wiki):
    pages = {**PAGES, "notes/mine.md": concept("Mine", "See [[Silt]] and [[tide]].")}
    assert "- notes/mine.md: Mine" in look(wiki, "neighbours", "silt", pages).text


def test_of_many_neighbours_the_first_are_named(wiki):
    many = {f"notes/n{number:02}.md": concept(f"Note {number}", "[Silt](../concepts/silt.md)") for number in range(40)}
    assert "- and more" in look(wiki, "neighbours", "concepts/silt.md", {**PAGES, **many}).text


@pytest.mark.parametrize("tool", ["read_page", "read_source", "neighbours"])
def test_a_saved_answer_is_no_reading(tmp_path, tool):
    answer = concept("Who paid", "The moon paid for the barrage.").replace("type: Concept", "type: Answer")
    posing = answer.replace("type: Answer", "type: Concept").replace("Who paid", "Who else")
    pages = {**PAGES, "answers/who-paid.md": answer, "answers/posing.md": posing, "notes/who-paid.md": answer}
    with Index.open(tmp_path / "other.sqlite") as index:
        index.update(pages)
        for name in ("answers/who-paid.md", "Who paid", "notes/who-paid.md", "Who else", "answers/posing.md"):
            found = look(index, tool, name, pages)
            assert (found.text, found.evidence) == ("", ())
            assert "moon" not in found.word


def test_a_source_of_a_persons_own_without_blocks_can_only_be_read(tmp_path):
    pages = {"sources/own.md": concept("Own", "The tunnel cost 5 pounds.").replace("type: Concept", "type: Source")}
    with Index.open(tmp_path / "own.sqlite") as index:
        index.update(pages)
        found = look(index, "read_page", "Own", pages)
        assert ("The tunnel cost 5 pounds." in found.text, found.evidence) == (True, ())


def test_long_pages_of_any_script_come_in_parts(tmp_path):
    pages = {"sources/long.md": source("Long", *("堤坝于一九九八年开放。" * 60 for _ in range(9)))}
    with Index.open(tmp_path / "long.sqlite") as index:
        index.update(pages)
        assert look(index, "read_page", "sources/long.md @4", pages).evidence


def test_search_shows_as_much_that_is_new_as_it_would_at_first(wiki):
    first = look(wiki, "search", "thread remark").evidence
    again = tools()["search"].look("thread remark", Desk(wiki, desk(wiki).shelf, first)).evidence
    assert {one.name for one in first} < {one.name for one in again}

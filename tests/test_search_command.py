"""kb search: what people and programs type, and what they get."""

import json
import re

import pytest

from kb.commands import search
from kb.commands.search import Wanted
from kb.errors import UsageError
from kb.workspace import Workspace
from searchable import CONCEPT, SOURCE, concept, source
from workspaces import run, run_apart

TALK = source(
    "Talk", *(f"Sentence one of {n} has turbines. Sentence two is longer than the first. " * 20 for n in "abc")
)
PAGES = {
    "sources/ep-7.md": SOURCE,
    "concepts/harlow-barrage.md": CONCEPT,
    "sources/talk.md": TALK,
    "concepts/geely.md": concept("Geely", "A maker of cars, said an \x1b[31mengineer\x1b[0m."),
}
PLACE = "page address heading speaker time published".split()
FIELDS = [*"rank score title type kind source".split(), *PLACE, *"snippet matches text tokens truncated".split()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    workspace = Workspace.create(tmp_path_factory.mktemp("search") / "w")
    for path, text in PAGES.items():
        workspace.write(f"wiki/{path}", text)
    return workspace.root


def data(folder, *words):
    return json.loads(run(folder, "search", *words, "--json").stdout)


def test_a_hit_shows_number_title_heading_snippet_and_place(folder):
    shown = run(folder, "search", "tonnes").stdout.splitlines()
    assert shown[0] == "1. Episode 7: Ada Brook · The silt"
    assert "tonnes" in shown[1]
    assert shown[2] == "   wiki/sources/ep-7.md#^k00000003 · Ada Brook · 12:34"


def test_a_second_hit_of_a_page_says_so(folder):
    shown = run(folder, "search", "turbines").stdout
    assert shown.count("wiki/sources/talk.md") > 1
    assert "· same page as 1" in shown


@pytest.mark.parametrize(("limit", "says"), [pytest.param(1, True, id="more"), pytest.param(99, False, id="no more")])
def test_it_says_when_there_is_more(folder, limit, says):
    assert ("There is more: add -n 2." in run(folder, "search", "turbines", "-n", str(limit)).stdout) == says


def test_on_a_terminal_the_title_is_a_link_and_the_matches_are_bright(folder):
    shown = run_apart(folder, "search", "tonnes", environment={"FORCE_COLOR": "1"}).stdout
    assert re.search(r"\x1b]8;[^;]*;file://\S+/wiki/sources/ep-7[.]md\x1b", shown)
    assert re.search(r"\x1b\[1;33mtonnes\x1b", shown)


def test_a_page_can_not_steer_the_terminal(folder):
    assert "\x1b" not in run(folder, "search", "engineer").stdout


def test_a_misspelled_name_is_mended_and_told(folder):
    done = run(folder, "search", "gely")
    assert done.stdout.startswith("Nothing holds 'gely': searched for 'geely'.\n1. Geely")
    assert data(folder, "gely")["corrected"] == [{"typed": "gely", "meant": "geely"}]


def test_where_nothing_is_found_names_alike_are_offered(folder):
    done = run(folder, "search", "harlowbarage")
    assert (done.returncode, done.stdout.splitlines()[:2]) == (1, ["Nothing found.", "Did you mean:"])
    assert data(folder, "harlowbarage")["nearest"] == [
        {"title": "Harlow Barrage", "page": "wiki/concepts/harlow-barrage.md"}
    ]


def test_an_empty_wiki_says_how_to_fill_it(tmp_path):
    Workspace.create(tmp_path / "w")
    assert "kb build" in run(tmp_path / "w", "search", "tides").stdout


def test_machines_get_every_field_always(folder):
    found = data(folder, "turbines")
    assert found.keys() == {"query", "corrected", "hits", "more", "tokens", "nearest", "opened"}
    assert all(list(hit) == FIELDS for hit in found["hits"])
    assert data(folder, "zebra")["hits"] == []


def test_a_source_says_which_it_is(folder):
    (hit,) = data(folder, "tonnes", "-n", "1")["hits"]
    assert (hit["type"], hit["source"], hit["address"]) == ("Source", "ep-7", "wiki/sources/ep-7.md#^k00000003")


DATED = TALK.replace("type: Source", "type: Source\nkind: transcript\npublished: 2024-05-17").replace(
    "Talk", "Tide talk"
)


@pytest.mark.parametrize(
    ("typed", "paths"),
    [
        pytest.param("kind:transcript", {"a"}, id="a kind"),
        pytest.param("kind:source", {"a", "b"}, id="a type"),
        pytest.param("kind:transcript kind:concept", {"a", "c"}, id="any of two kinds"),
        pytest.param('source:"tide talk"', {"a"}, id="words of a title"),
        pytest.param("source:b", {"b"}, id="an id"),
        pytest.param("after:2024-05", {"a"}, id="the month it was published in"),
        pytest.param("after:2024-06", set(), id="a month later"),
        pytest.param("before:2025", {"a"}, id="before a year, and no page without a date"),
        pytest.param("before:2024-05-17", set(), id="before the very day"),
        pytest.param("kind:transcript after:2025", set(), id="two filters that exclude each other here"),
        pytest.param("-sentence", {"c"}, id="a word left out"),
    ],
)
def test_only_pages_that_filters_allow_are_found(tmp_path, typed, paths):
    workspace = Workspace.create(tmp_path / "w")
    pages = {"sources/a.md": DATED, "sources/b.md": TALK, "concepts/c.md": concept("Turbines", "Turbines turn.")}
    for path, text in pages.items():
        workspace.write(f"wiki/{path}", text)
    hits = data(workspace.root, f"turbines {typed}")["hits"]
    assert {hit["page"].rpartition("/")[2].removesuffix(".md") for hit in hits} == paths


@pytest.mark.parametrize("tokens", [pytest.param(t, id=f"{t} tokens") for t in (1, 20, 300, 700, 5000)])
def test_texts_stay_within_their_tokens(folder, tokens):
    found = data(folder, "turbines", "--tokens", str(tokens))
    used = [hit["tokens"] for hit in found["hits"]]
    assert 0 < sum(used) == found["tokens"] <= tokens
    assert not any(hit["truncated"] for hit in found["hits"][:-1])


def test_the_last_text_ends_with_a_sentence(folder):
    (hit,) = data(folder, "turbines", "--tokens", "100")["hits"]
    assert hit["truncated"]
    assert hit["text"].endswith(".")


@pytest.mark.skipif("sys.platform != 'linux'", reason="every system has its own opener")
def test_a_hit_is_opened_and_its_path_printed(folder, tmp_path):
    opener = tmp_path / "xdg-open"
    opener.write_text('#!/bin/sh\necho "opened $1"\n')
    opener.chmod(0o755)
    done = run_apart(folder, "search", "tonnes", "--open", "1", environment={"PATH": f"{tmp_path}:/bin"})
    page = folder / "wiki/sources/ep-7.md"
    assert (done.returncode, set(done.stdout.splitlines())) == (0, {f"{page}", f"opened {page}"})


@pytest.mark.skipif("sys.platform != 'linux'", reason="every system has its own opener")
def test_without_an_opener_the_path_is_printed_all_the_same(folder, tmp_path):
    done = run_apart(folder, "search", "tonnes", "--open", "1", environment={"PATH": str(tmp_path)})
    assert (done.returncode, done.stdout) == (3, f"{folder / 'wiki/sources/ep-7.md'}\n")
    assert "nothing here opens such files" in done.stderr


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("", 2, id="nothing"),
        pytest.param(" \t\n", 2, id="white space"),
        pytest.param("?!…", 2, id="marks only"),
        pytest.param("🚗🔋", 2, id="emoji only"),
        pytest.param("*", 2, id="an operator alone"),
        pytest.param("kind:source", 2, id="only a filter"),
        pytest.param("after:2024", 2, id="only a date"),
        pytest.param('""', 2, id="empty quotes"),
        pytest.param("tides after:soon", 2, id="a date that is none"),
        pytest.param("\u200f\u202e", 2, id="only marks of direction"),
        pytest.param("\udcff\ud800", 2, id="halves of characters"),
        pytest.param("to be or not to be", 1, id="stop words that stand nowhere together"),
        pytest.param("NEAR(zebra lion)", 1, id="an operator of FTS5 with words that stand nowhere"),
        pytest.param("NEAR(turbines barrage)", 0, id="an operator of FTS5"),
        pytest.param("turbines AND", 0, id="an AND with one side"),
        pytest.param('"turbines', 0, id="a quote that does not end"),
        pytest.param("body:turbines", 0, id="a column"),
        pytest.param("turbin* ^barrage", 0, id="a prefix and a caret"),
        pytest.param("turbines'; DROP TABLE words; --", 0, id="SQL"),
        pytest.param('turbines" OR 1=1 --', 0, id="SQL that ends a string"),
        pytest.param("turbines\x00 barrage", 0, id="a NUL"),
        pytest.param("turbines \udcff", 0, id="half a character beside a word"),
        pytest.param("\u202eturbines\u202c", 0, id="a word turned round"),
        pytest.param("🚗 turbines", 0, id="emoji beside a word"),
        pytest.param("turbines " * 11_000, 0, id="100 kB"),
        pytest.param("x" * 100_000, 1, id="100 kB of one word"),
    ],
)
def test_whatever_is_typed_ends_with_a_word_and_a_code(folder, typed, code):
    done = run(folder, "search", "--", typed)
    assert done.returncode == code
    assert (done.stdout if code < 2 else done.stderr).strip()


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        pytest.param(Wanted(open=99), "no hit 99", id="a hit that is none"),
        pytest.param(Wanted(tokens=100), "--json", id="tokens for people"),
    ],
)
def test_a_wrong_wish_is_told(folder, wanted, message):
    with pytest.raises(UsageError, match=message):
        search.run(folder, "turbines", wanted, as_json=False)


def test_filters_that_leave_no_page_are_told_with_the_kinds_there_are(folder):
    done = run(folder, "search", "kind:nonsense barrage")
    assert (done.returncode, "No page is left by these filters. Kinds here: " in done.stdout) == (1, True)

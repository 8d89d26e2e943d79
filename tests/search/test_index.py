"""The index finds what stands in pages, reads only what changed, and survives its file."""

import sqlite3
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import DiskError, Locked
from kb.search.index import Changes, Index
from kb.search.passages import Anchor
from kb.search.query import Query
from kb.search.words import fold, words
from searchable import CONCEPT, SOURCE, concept, source

PAGES = {"sources/ep-7.md": SOURCE, "concepts/harlow-barrage.md": CONCEPT}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "index.sqlite"


@pytest.fixture
def index(path):
    with Index.open(path) as index:
        yield index


def found(index, query, limit=10):
    return [hit.passage.page.path for hit in index.search(Query.parse(query), limit)]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("Turbines were replaced.", "turbine", id="another ending"),
        pytest.param("Málaga grows.", "malaga", id="an accent left out"),
        pytest.param("Malaga grows.", "Málaga", id="an accent added"),
        pytest.param("Cafe\u0301 talk.", "café", id="a decomposed accent"),
        pytest.param("上海汽车集团", "汽车", id="Chinese inside a run"),
        pytest.param("上海汽车集团", "车", id="one Chinese character"),
        pytest.param("東京タワー", "タワー", id="Japanese"),
        pytest.param("서울에서 만나요", "서울", id="Korean with its particle"),
        pytest.param("Добрый день", "добрый", id="Cyrillic"),
        pytest.param("The `sqlite3_open` call", "sqlite3_open", id="code"),
        pytest.param("Revenue of $1,234", "1,234", id="a number"),
        pytest.param("the quick brown fox", '"quick brown"', id="a phrase"),
        pytest.param("上海汽车", '"海汽"', id="a Chinese phrase"),
        pytest.param("We said 🚗 fast", "🚗 fast", id="emoji beside a word"),
        pytest.param("to be or not", "to be", id="stop words alone"),
        pytest.param("a\x02b\x1fc controls", "controls", id="control characters in the page"),
    ],
)
def test_finds(index, text, query):
    index.update({"a.md": concept("A", text), "b.md": concept("B", "something else entirely")})
    assert found(index, query) == ["a.md"]


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="nothing"),
        pytest.param("nowhere", id="a word that stands nowhere"),
        pytest.param('"brown quick"', id="a phrase in another order"),
        pytest.param('"上汽"', id="Chinese characters that are not neighbours"),
        pytest.param("🚗", id="emoji alone"),
    ],
)
def test_does_not_find(index, query):
    index.update({"a.md": concept("A", "the quick brown fox, 上海汽车")})
    assert found(index, query) == []


def test_a_title_counts_for_more_than_the_text(index):
    index.update({"a.md": concept("Other", "A volvo."), "b.md": concept("Volvo", "A car.")})
    assert found(index, "volvo")[0] == "b.md"


def test_an_alias_finds_its_page(index):
    index.update({"a.md": concept("Geely", "A car maker.", aliases=["吉利"])})
    assert found(index, "吉利") == ["a.md"]


def test_a_speaker_finds_what_was_said(index):
    index.update({"sources/a.md": source("Talk", "Ada Brook: Hello.")})
    assert found(index, "Brook") == ["sources/a.md"]


def test_a_page_that_the_best_hit_names_is_found_with_it(index):
    ballet = {
        "a.md": concept("Aschen", "A ballet by Johann Strauss."),
        "b.md": concept("Johann Strauss", "Born in Vienna."),
    }
    index.update(ballet | {f"{n}.md": concept(f"Born {n}", "Born, born, born.") for n in range(5)})
    assert set(found(index, "where was the composer of Aschen born", limit=2)) == {"a.md", "b.md"}


def test_damage_found_while_searching_is_told_and_mended_by_the_next_run(index, path):
    index.update(PAGES)
    sqlite3.connect(path).execute("DROP TABLE words_data")
    with pytest.raises(DiskError, match="damaged"):
        found(index, "barrage")
    with Index.open(path) as again:
        assert len(again.update(PAGES).indexed) == 2


def test_common_terms_do_not_drown_a_rare_one(index):
    pages = {f"{n}.md": concept(f"Page {n}", "market " * 30) for n in range(200)}
    index.update({**pages, "a.md": concept("A", "A market for tulips.")})
    assert found(index, "market tulips") == ["a.md"]


def test_a_hit_shows_its_matches_and_knows_its_block(index):
    index.update(PAGES)
    hit = index.search(Query.parse("tonnes 2019"))[0]
    assert {hit.snippet.text[start:end] for start, end in hit.snippet.matches} == {"tonnes", "2019"}
    assert hit.piece.anchors == (Anchor("sources/ep-7.md", "k00000003"),)


def test_chinese_matches_are_marked_in_the_text_as_it_is(index):
    index.update({"a.md": concept("A", "上海汽车集团")})
    snippet = index.search(Query.parse("汽车"))[0].snippet
    assert (snippet.text, [snippet.text[start:end] for start, end in snippet.matches]) == ("上海汽车集团", ["汽车"])


@given(st.lists(st.text("abc ñé上海汽車\n", min_size=1).filter(str.strip), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_each_block_is_found_by_its_own_rarest_word(tmp_path_factory, texts):
    texts = [f"{' '.join(text.split())} rare{number}" for number, text in enumerate(texts)]
    with Index.open(tmp_path_factory.mktemp("index") / "index.sqlite") as index:
        index.update({f"sources/{n}.md": source(f"Talk {n}", text) for n, text in enumerate(texts)})
        counts = Counter(word for text in texts for word in {fold(word.text) for word in words(text)})
        for number, text in enumerate(texts):
            rarest = min((fold(word.text) for word in words(text)), key=lambda word: (counts[word], -len(word)))
            assert f"sources/{number}.md" in found(index, rarest, limit=20)


def test_only_what_changed_is_read_again(index):
    index.update({"a.md": concept("A", "one"), "b.md": concept("B", "two"), "c.md": concept("C", "three")})
    changes = index.update({"a.md": concept("A", "one"), "b.md": concept("B", "zwei"), "d.md": concept("D", "four")})
    assert changes == Changes(indexed=("b.md", "d.md"), removed=("c.md",))
    assert (found(index, "two"), found(index, "zwei"), found(index, "three")) == ([], ["b.md"], [])


def test_nothing_changed_writes_nothing(index, path):
    index.update(PAGES)
    before = path.stat().st_mtime_ns
    assert index.update(PAGES) == Changes()
    assert path.stat().st_mtime_ns == before


def test_updating_in_steps_is_updating_at_once(tmp_path):
    pages = {f"{n}.md": concept(f"Page {n}", f"word{n} shared") for n in range(9)}
    with Index.open(tmp_path / "a.sqlite") as steps, Index.open(tmp_path / "b.sqlite") as once:
        steps.update(dict(list(pages.items())[:5]))
        steps.update({**pages, "3.md": concept("Page 3", "gone")})
        steps.update(pages)
        once.update(pages)
        assert [sorted(found(one, "shared")) for one in (steps, once)] == [sorted(pages)] * 2


def test_a_second_process_sees_what_the_first_wrote(index, path):
    with Index.open(path) as other:
        index.update(PAGES)
        assert other.update(PAGES) == Changes()
        assert found(other, "silt") == ["sources/ep-7.md"]


def test_a_lock_that_is_not_given_up_is_named(index, path):
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Locked, match="another kb"):
        Index.open(path, patience=0.01)


def test_no_place_for_the_file_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DiskError, match="no place"):
        Index.open(tmp_path / "file" / "index.sqlite")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.unlink(), id="deleted"),
        pytest.param(lambda path: path.write_bytes(b""), id="emptied"),
        pytest.param(lambda path: path.write_bytes(b"no database " * 999), id="overwritten with junk"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:5000]), id="cut short"),
        pytest.param(lambda path: sqlite3.connect(path).execute("PRAGMA user_version = 1"), id="of another version"),
        pytest.param(lambda path: sqlite3.connect(path).execute("DROP TABLE words_data"), id="without a table"),
    ],
)
def test_an_index_that_is_not_as_it_was_left_is_built_again(path, damage):
    with Index.open(path) as index:
        index.update(PAGES)
    damage(path)
    with Index.open(path) as index:
        assert len(index.update(PAGES).indexed) == 2
        assert "sources/ep-7.md" in found(index, "barrage")


def test_when_a_page_was_indexed_does_not_change_what_is_found(tmp_path):
    calls = (source(f"Call {n}", f"Amy Hood spoke {'and spoke ' * (n % 7)}here.") for n in range(200))
    pages = {f"sources/s{n:03}.md": call for n, call in enumerate(calls)}
    pages["concepts/amy-hood.md"] = concept("Amy Hood", "Amy Hood is chief financial officer.")
    with Index.open(tmp_path / "fresh.sqlite") as fresh, Index.open(tmp_path / "grown.sqlite") as grown:
        fresh.update(pages)
        grown.update({path: text for path, text in pages.items() if path.startswith("sources/")})
        grown.update(pages)
        found = [[p.page.path for p, _ in one.ranked(Query.question("Who is Amy Hood?"), 5)] for one in (fresh, grown)]
    assert found[0][0] == found[1][0] == "concepts/amy-hood.md"

"""Words have other spellings, and each is found by any of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.forms import forms
from kb.search.index import Index
from kb.search.query import Query
from searchable import concept, source

ALIKE = [
    pytest.param("co-operate", "cooperate", id="a hyphen"),
    pytest.param("co\u00adoperate", "cooperate", id="a soft hyphen"),
    pytest.param("O\u2019Brien", "obrien", id="an apostrophe"),
    pytest.param("9,832", "9832", id="thousands in English"),
    pytest.param("9.832", "9832", id="thousands in German"),
    pytest.param("8,2", "8.2", id="decimals"),
    pytest.param("Straße", "STRASSE", id="German ß"),
    pytest.param("Müller", "Mueller", id="a German umlaut"),
    pytest.param("Müller", "Muller", id="an umlaut left out"),
    pytest.param("Ørsted", "Orsted", id="Danish"),
    pytest.param("Łódź", "lodz", id="Polish"),
    pytest.param("Diyarbakır", "diyarbakir", id="Turkish ı"),
    pytest.param("İstanbul", "istanbul", id="Turkish İ"),
    pytest.param("οδός", "ΟΔΟΣ", id="a final sigma and an accent"),
    pytest.param("ёлка", "елка", id="Russian ё"),
    pytest.param("كِتَاب", "كتاب", id="Arabic vowels"),
    pytest.param("أحمد", "احمد", id="an Arabic hamza"),
    pytest.param("שָׁלוֹם", "שלום", id="Hebrew points"),
    pytest.param("می\u200cخواهم", "میخواهم", id="a Persian word with a gap that is not seen"),
    pytest.param("ＢＹＤ２０２３", "BYD2023", id="full width"),
    pytest.param("ﾀﾜｰ", "タワー", id="half width"),
    pytest.param("ﬁre", "fire", id="a ligature"),
    pytest.param("CO₂", "CO2", id="a small number"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with Index.open(tmp_path_factory.mktemp("forms") / "index.sqlite") as index:
        yield index


def found(index, text, query):
    index.update({"a.md": concept("A", f"Here {text} stands."), "b.md": concept("B", "8 and 2, 9 or 832 do not.")})
    return index.search(Query.parse(query))


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_either_spelling_finds_the_other(index, one, other):
    for text, query in ((one, other), (other, one)):
        assert [hit.passage.page.path for hit in found(index, text, query)] == ["a.md"]


@pytest.mark.parametrize(("written", "typed"), ALIKE)
def test_the_word_as_written_is_marked(index, written, typed):
    snippet = found(index, written, typed)[0].snippet
    assert [snippet.text[start:end] for start, end in snippet.matches] == [written]


def test_the_parts_of_a_name_in_camel_case_find_it(index):
    assert found(index, "GitHub", "hub")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("BYD在中国销售", "BYD在中国", id="Latin letters in Chinese"),
        pytest.param("他们在２０２３年买下", "2023", id="full-width digits in Chinese"),
        pytest.param("𠮷野家と人々", "人々", id="a mark of repetition"),
        pytest.param("𠮷野家と人々", "𠮷野家", id="a rare character"),
        pytest.param("고양이가 서울에서", "서울", id="Korean with a particle"),
        pytest.param("ประเทศไทยมีทะเล", "ทะเล", id="Thai inside a run"),
        pytest.param("हिन्दी भाषा", "हिन्दी", id="Hindi with its vowels"),
    ],
)
def test_scripts_are_searched_as_they_are_written(index, text, query):
    assert [hit.passage.page.path for hit in found(index, text, query)] == ["a.md"]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("ガス", "カス", id="a voiced syllable is another"),
        pytest.param("й", "и", id="й is a letter of its own"),
        pytest.param("2019,2020", "20192020", id="two years are no number"),
        pytest.param("the state-of-the-art", "stateof", id="half of a long compound"),
    ],
)
def test_other_words_stay_others(index, text, query):
    assert not any(hit.passage.page.path == "a.md" for hit in found(index, text, query))


@given(st.text("aZß-'’.,19٣ üＢﬁك\u0650\u00ad上 \n"))
def test_a_form_stands_at_a_word(text):
    assert all(text[form.span.start : form.span.end].strip() and form.text.strip() for form in forms(text))


@given(st.lists(st.text("aBß-'’.,19 üＢﬁ上汽ท\u00ad", max_size=20), min_size=1, max_size=4))
def test_each_block_is_found_by_a_spelling_of_a_word_of_it(tmp_path_factory, texts):
    blocks = [f"{' '.join(text.split())} Größe{number}end" for number, text in enumerate(texts)]
    with Index.open(tmp_path_factory.mktemp("index") / "index.sqlite") as index:
        index.update({f"sources/{n}.md": source(f"Talk {n}", block) for n, block in enumerate(blocks)})
        for number in range(len(blocks)):
            hits = index.search(Query.parse(f"groesse{number}end"))
            assert [hit.passage.page.path for hit in hits] == [f"sources/{number}.md"]

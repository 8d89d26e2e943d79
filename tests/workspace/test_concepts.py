"""concepts.yaml: people edit it, kb only appends."""

import pytest

from kb.errors import SettingsError
from kb.knowledge import Concept, ConceptId, ConceptTable
from kb.workspace.concepts import appended, parse

GEELY = Concept(ConceptId("geely"), "Geely", ("吉利",))
BYD = Concept(ConceptId("byd"), "BYD: the company")


def test_what_is_appended_is_read_back():
    table = ConceptTable({c.id: c for c in (GEELY, BYD)})
    assert parse(appended(None, ConceptTable({}), table)) == table


def test_what_a_person_wrote_stays_as_it_is():
    theirs = "# mine\n- id: geely   # keep\n  title: Geely\n  aliases: [吉利]\n"
    after = parse(theirs).with_new(BYD)
    assert appended(theirs, parse(theirs), after) == theirs + "- {id: byd, title: 'BYD: the company'}\n"


def test_a_new_alias_of_an_old_concept_is_a_line_of_its_own():
    before = ConceptTable({GEELY.id: GEELY})
    text = appended(appended(None, ConceptTable({}), before), before, before.with_aliases(GEELY.id, ["Geely Auto"]))
    assert text.endswith("- {id: geely, also: [Geely Auto]}\n")
    assert parse(text).concepts[GEELY.id].aliases == ("吉利", "Geely Auto")


def test_names_not_worth_a_page_are_one_line():
    before = ConceptTable({GEELY.id: GEELY})
    text = appended("- {id: geely, title: Geely}\n", before, before.without(["This Week", "Thanks"]))
    assert text.endswith("- {skip: [This Week, Thanks]}\n")
    assert parse(text).skipped == ("This Week", "Thanks")


def test_a_concept_merged_into_another_is_the_other():
    table = parse("- {id: a, title: A, same_as: b}\n- {id: b, title: B}\n")
    assert table.settled(ConceptId("a")).title == "B"


def test_a_circle_of_merges_ends():
    table = parse("- {id: a, title: A, same_as: b}\n- {id: b, title: B, same_as: a}\n")
    assert table.settled(ConceptId("a")).title == "B"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a: b", "must be a list", id="not a list"),
        pytest.param("- {title: A}", "entry 1 has no id", id="no id"),
        pytest.param("- {id: a}", "'a' has no title", id="no title"),
        pytest.param("- {id: a, title: A}\n- {id: a, title: B}", "the id 'a' is given twice", id="twice"),
        pytest.param("- {id: a, title: A, page: sometimes}", "entry 1: page", id="an unknown decision"),
        pytest.param("- {id: ../raw/a, title: A}", "the id '../raw/a' can't name a page", id="a path"),
        pytest.param("- {id: index, title: A}", "the id 'index' can't name a page", id="a reserved name"),
        pytest.param("- {id: a, title: A, alias: [b]}", "did you mean 'aliases'?", id="a misspelt key"),
    ],
)
def test_what_is_wrong_is_named(text, message):
    with pytest.raises(SettingsError) as raised:
        parse(text)
    assert message in str(raised.value)

"""What becomes of decisions about names."""

from kb.knowledge import Concept, ConceptId, ConceptTable
from kb.stages.dossiers import decided
from kb.stages.resolve import Batch, Decision, Name

WINDOWS = Concept(ConceptId("windows"), "Windows")


def name(*forms):
    return Name(forms[0], forms, 2, 3, ("A claim.",), ())


def settle(table, *decisions, names):
    return decided(table, [Batch(names)], decisions).concepts.values()


def test_no_two_concepts_are_spelled_alike():
    table = ConceptTable({WINDOWS.id: WINDOWS})
    new = Decision(name="window", verdict="new", concept="Window")
    assert [(c.title, c.aliases) for c in settle(table, new, names=(name("window", "windows"),))] == [
        ("Windows", ()),
        ("Window", ()),
    ]


def test_another_name_of_a_known_concept_is_an_alias():
    table = ConceptTable({WINDOWS.id: WINDOWS})
    same = Decision(name="MS Windows", verdict="same", concept="Windows")
    assert [c.aliases for c in settle(table, same, names=(name("MS Windows"),))] == [("MS Windows",)]


def test_a_name_not_worth_a_page_is_remembered():
    skip = Decision(name="This Week", verdict="skip", concept="")
    assert decided(ConceptTable({}), [Batch((name("This Week"),))], [skip]).skipped == ("This Week",)

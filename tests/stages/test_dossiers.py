"""What is known of a concept."""

from building import claim, concept, source
from kb.knowledge import ConceptTable
from kb.stages.dossiers import dossiers

AMY = concept("Amy Hood")


def known(*claims):
    table = ConceptTable({AMY.id: AMY})
    return {d.concept.title: [c.text for c in d.claims] for d in dossiers(claims, [source("a"), source("b")], table)}


OF_HER = (
    claim("Amy Hood runs finance.", "Amy Hood", number=9),
    claim("Amy Hood spoke first.", "Amy Hood", of="b"),
)


def test_it_holds_what_a_person_says_in_the_order_of_the_text():
    said = claim("Margins grew.", "margins", by="Amy Hood")
    assert known(said, *OF_HER) == {"Amy Hood": ["Margins grew.", *(c.text for c in OF_HER)]}


def test_of_a_long_speech_it_holds_what_names_most():
    speech = [claim(f"Line {n}.", *"xyz"[: n // 10], by="Amy Hood") for n in range(30)]
    assert known(*speech, *OF_HER)["Amy Hood"][:2] == ["Line 10.", "Line 11."]


def test_speaking_alone_is_no_reason_for_a_page():
    assert known(*(claim(f"Line {of}.", of=of, by="Amy Hood") for of in "ab")) == {}

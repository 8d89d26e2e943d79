"""Which quotes a page is made of."""

from dataclasses import replace

from building import block, concept
from kb.extractive.composing import compose
from kb.knowledge import Citation, Claim, SourceId
from kb.quoting import Span
from kb.stages.cards import Card
from kb.stages.compose import Dossier


def claim(of, text, *names, number=1, by=""):
    where = Citation(SourceId(of), block(text, number=number).id, Span(0, len(text)), text)
    return Claim(text, (where,), (by,) if by else (), names=names)


def page(title, *claims, aliases=()):
    """The page as its quotes by source."""
    cards = tuple(Card(one, f"Source {one}", "article", "en") for one in dict.fromkeys(c.source for c in claims))
    reply = compose(Dossier(concept(title, *aliases), cards, claims))
    return {section.heading[-1]: [sentence.text for sentence in section.sentences] for section in reply.sections}


def test_sources_that_contradict_each_other_are_both_quoted():
    yes = "Acme Council ordered the turbines to stand still for the eels."
    no = "Acme Council did not order the turbines to stand still for the eels."
    assert page("Acme Council", claim("a", yes), claim("b", no)) == {"a": [yes], "b": [no]}


def test_every_source_is_quoted_however_many_there_are():
    said = [claim(chr(97 + n) * 3 + chr(97 + n), f"Acme sold {n} boats to town number {n}.") for n in range(26)]
    twice = [claim(c.source, f"{c.source} Acme bought {n} nets.") for n, c in enumerate(said)]
    assert len(page("Acme", *said, *twice)) == 26


def test_what_is_said_of_a_person_stands_before_what_they_say():
    own = [claim("a", f"Cloud revenue grew {n} percent in quarter {n}.", "cloud", by="Amy Hood") for n in range(6)]
    of_her = claim("a", "Amy Hood is the chief financial officer.", "Amy Hood")
    quotes = page("Amy Hood", *own, of_her)["a"]
    assert quotes[0] == of_her.text
    assert len(quotes) == 4


def test_a_page_does_not_open_with_what_is_only_passed_on():
    passed_on = replace(claim("a", "Acme is a maker of 12 turbines.", "Acme"), stance="reported")
    cards = tuple(Card(one, one, "article", "en") for one in "ab")
    own = claim("b", "The council wrote to Acme.", "Acme")
    assert compose(Dossier(concept("Acme"), cards, (passed_on, own))).description == "“The council wrote to Acme.”"


def test_a_line_that_only_speaks_to_a_person_is_left_out():
    to_her = claim("a", "Amy, you noted that margins grew.", "Amy", by="Chris Suh")
    assert page("Amy Hood", to_her, aliases=("Amy",)) == {}


def test_a_page_opens_with_what_others_say_of_a_person():
    boast = claim("a", "I am the best and I sold 100 boats in 2004.", "Amy Hood", by="Amy Hood")
    of_her = claim("b", "We met Amy Hood in Cardiff once.", "Amy Hood")
    cards = tuple(Card(SourceId(one), one, "article", "en") for one in "ab")
    assert compose(Dossier(concept("Amy Hood"), cards, (boast, of_her))).description == f"“{of_her.text}”"

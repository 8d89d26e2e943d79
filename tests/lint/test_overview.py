"""What a model sees of a wiki's gaps: bounded in a wiki of any size, and the same in any order of its pages."""

import random

from kb.lint.bundle import Bundle
from kb.lint.cases.overview import overview
from kb.lint.cases.unnamed import unnamed
from kb.wiki.scan import scan

NAMES = ("Coastal Power Fund", "Harlow Estuary Trust", "Brede River Board")


def page(number, body, type_="Concept"):
    path = f"wiki/{number:03}.md"
    return path, scan(path, f"---\ntype: {type_}\ntitle: Page {number}\ndescription: About it.\n---\n{body}\n")


def bundle(pages):
    return Bundle(dict(pages), {})


def shuffled(pages):
    return bundle(random.Random(7).sample(pages, len(pages)))


def wiki(size, words=""):
    """Every page leads to page 7, and every third one to page 5."""
    said = (
        f"[a](007.md){' [b](005.md)' if number % 3 == 0 else ''} Who paid {number}? {words}" for number in range(size)
    )
    return [page(number, text) for number, text in enumerate(said)]


def shown(pages):
    (look,) = overview(bundle(pages))
    return look


def test_the_pages_that_most_lead_to_come_first():
    assert [card.title for card in shown(wiki(20)).cards[:3]] == ["Page 7", "Page 5", "Page 0"]


def test_a_large_wiki_is_shown_as_eighty_cards_and_titles():
    look = shown(wiki(300))
    assert len(look) == len(look.cards) == 80 and len(look.others) == 220


def test_the_titles_are_bounded_too():
    assert sum(map(len, shown(wiki(3000)).others)) <= 8_000


def test_long_pages_give_short_cards():
    cards = shown(wiki(100, "Words of a page that says much. " * 200)).cards
    assert len(cards) == 80 and max(len(card.opening) + sum(map(len, card.open)) for card in cards) <= 750


def test_the_order_of_pages_does_not_matter():
    pages = wiki(120)
    assert list(overview(shuffled(pages))) == list(overview(bundle(pages)))


def test_sources_answers_and_contents_have_no_card():
    others = [page(number, "[[x]]", kind) for number, kind in enumerate(("Source", "Answer", "Contents"))]
    assert list(overview(bundle(others))) == []


def test_what_a_page_leaves_open_is_on_its_card():
    (card,) = shown([page(1, "Built in 1911. Long ago. It was said. And more. Who paid is unclear. It closed.")]).cards
    assert card.open == ("Who paid is unclear.",)


def speaking(size):
    """Each page says something else of each of three names."""
    return [page(n, " ".join(f"In {1900 + n} the {name} built weir {n}." for name in NAMES)) for n in range(size)]


def test_a_name_on_fewer_than_three_pages_is_no_candidate():
    assert list(unnamed(bundle(speaking(2)))) == []
    (found,) = unnamed(bundle(speaking(3)))
    assert sorted(one.name for one in found.names) == sorted(NAMES) and len(found) == 3


def test_candidates_are_the_same_in_any_order_of_pages():
    pages = speaking(9)
    assert list(unnamed(shuffled(pages))) == list(unnamed(bundle(pages)))


def test_of_many_names_forty_are_judged():
    names = [f"Weir{chr(97 + n // 10)}{chr(97 + n % 10)} Company" for n in range(60)]
    pages = [page(n, " ".join(f"In {1900 + n} the {name} was paid." for name in names)) for n in range(4)]
    (found,) = unnamed(bundle(pages))
    assert len(found) == 40 and all(len(one.spoken) == 4 for one in found.names)


def test_links_that_lead_nowhere_are_names_too():
    (found,) = unnamed(bundle([page(n, f"See the [[spring tide]] of {n}.") for n in range(3)]))
    assert [(one.name, one.pages) for one in found.names] == [("spring tide", 3)]

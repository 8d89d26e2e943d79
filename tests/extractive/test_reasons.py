"""Which names have a reason to be a concept."""

from building import block
from kb.knowledge import Citation, Claim, SourceId
from kb.quoting import Span
from kb.stages.names import Tally, grouped, has_reason, tally


def claim(of, text, *names, number=1, said_by=()):
    where = Citation(SourceId(of), block(text, number=number).id, Span(0, len(text)), text)
    return Claim(text, (where,), said_by, names=names)


def tallied(*claims, copies=()):
    origin = {c.source: SourceId(dict(copies).get(c.source, c.source)) for c in claims}
    return {one.forms[0]: one for one in tally(claims, origin)}


def often(of, *names, times=4):
    return [claim(of, f"{'abcdefgh'[n] * 9} {of}", *names, number=n + 1) for n in range(times)]


def test_two_independent_sources_are_a_reason():
    found = tallied(claim("a", "Geely grows.", "Geely"), claim("b", "The Geely story.", "Geely"))
    assert has_reason(found["Geely"])
    assert found["Geely"].sources == 2


def test_a_copy_is_no_second_source():
    found = tallied(
        claim("a", "Geely grows.", "Geely"), claim("b", "The Geely story.", "Geely"), copies={"b": "a"}.items()
    )
    assert not has_reason(found["Geely"])


def test_a_sentence_repeated_from_source_to_source_counts_once():
    found = tallied(claim("a", "Welcome to Acme in 2020.", "Acme"), claim("b", "Welcome to Acme in 2021.", "Acme"))
    assert found["Acme"].claims == 1


def test_one_source_that_keeps_coming_back_is_a_reason():
    assert has_reason(tallied(*often("a", "Bitcoin"))["Bitcoin"])
    assert not has_reason(tallied(*often("a", "Bitcoin", times=2))["Bitcoin"])


def test_a_part_of_one_longer_name_is_no_concept():
    found = tallied(*often("a", "gross margin", "gross"), *often("b", "gross margin", "gross"))
    assert has_reason(found["gross margin"])
    assert not has_reason(found["gross"])


def test_common_words_that_stand_with_anything_are_no_concept():
    pairs = [
        f"{size} {beast}"
        for size in ("red", "odd", "shy", "big", "sad")
        for beast in ("cat", "dog", "cow", "hen", "ox")
    ]
    free = [c for pair in pairs for of in "ab" for c in often(f"{pair} {of}", pair, times=2)]
    assert not has_reason(tallied(*free)["big cat"])
    assert has_reason(tallied(*often("a", "eel pass"), *often("b", "eel pass"))["eel pass"])


def test_spellings_are_counted_together_with_the_most_frequent_first():
    found = tallied(claim("a", "One.", "SOEs"), claim("b", "Two.", "SOE"), claim("b", "Three.", "SOEs"))
    assert found["SOEs"].forms == ("SOEs", "SOE")
    assert found["SOEs"].claims == 3


def test_names_that_may_be_one_thing_are_decided_on_together():
    names = [Tally((form,), 2, 2, ()) for form in ("SOE", *map(str, range(60)), "State Owned Enterprise")]
    first = [one.forms[0] for one in grouped(names, 40)[0]]
    assert {"SOE", "State Owned Enterprise"} <= set(first)


def test_every_name_is_in_exactly_one_group_of_bounded_size():
    names = [Tally((f"Azure {n}",), 2, 2, ()) for n in range(100)]
    groups = grouped(names, 40)
    assert sorted(one.forms for group in groups for one in group) == sorted(one.forms for one in names)
    assert max(map(len, groups)) <= 40


def test_a_name_that_two_sources_only_mention_in_passing_is_no_concept():
    passing = ["She once worked as a teacher in London.", "Two people flew over from London."]
    found = tallied(*(claim(of, text, "London") for of, text in zip("ab", passing, strict=True)))
    assert found["London"].leads + found["London"].sources >= 2
    assert not has_reason(found["London"])
    about = tallied(claim("a", "London is large.", "London"), claim("b", "London grew again.", "London"))
    assert has_reason(about["London"])


def about_acme(*, among):
    """Two statements about Acme in as many paragraphs of a source with `among` more."""
    others = [
        claim("a", f"{'abcdefghijklmnopqrstuvwxyz'[n % 26] * (9 + n)} it is.", number=n + 9) for n in range(among)
    ]
    return [claim("a", "Acme grew.", "Acme", number=1), claim("a", "Acme is a company.", "Acme", number=2), *others]


def test_what_a_short_source_is_about_is_a_reason():
    assert has_reason(tallied(*about_acme(among=10))["Acme"])


def test_two_statements_of_a_long_source_are_none():
    assert not has_reason(tallied(*about_acme(among=60))["Acme"])


def test_a_short_source_that_only_mentions_a_name_is_none():
    mentions = [claim("a", f"{'abc'[n] * 9} and many others went to Acme.", "Acme", number=n) for n in range(3)]
    assert not has_reason(tallied(*mentions)["Acme"])


def test_two_statements_in_one_paragraph_among_many_are_none():
    often_named = [claim("a", f"{'abcdefghijkl'[n] * 9} it is.", "it", number=n + 9) for n in range(12)]
    assert not has_reason(
        tallied(claim("a", "Acme grew.", "Acme"), claim("a", "Acme is a company.", "Acme"), *often_named)["Acme"]
    )

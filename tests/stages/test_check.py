"""CHECK: what stays of a statement after a second reader compared it with its quotes."""

import pytest

from building import PROMPTS
from kb.digest import Digest
from kb.stages.check import CHECK_CLAIMS, CHECK_SENTENCES, CheckReply, Pair, Pairs, Verdict, ground

QUOTE = "It cost 620 million and was, perhaps, worth it."
COST = Pair("It cost 620 million.", (QUOTE,))


def verdict(number=1, verdict="supported", text="", why=""):
    return Verdict(number=number, verdict=verdict, text=text, why=why)


def checked(*verdicts, pairs=(COST,)):
    grounded = ground(Pairs("concepts/dam", pairs), CheckReply(verdicts=list(verdicts)), Digest("k"))
    return grounded.results[0].texts, grounded.diagnostics


@pytest.mark.parametrize(
    ("pair", "given", "left"),
    [
        pytest.param(COST, verdict(), COST.text, id="supported: as it was"),
        pytest.param(COST, verdict(text="Ignored."), COST.text, id="supported: another text does not count"),
        pytest.param(COST, verdict(1, "dropped", why="no"), None, id="dropped"),
        pytest.param(COST, verdict(1, "dropped", "It cost."), None, id="dropped: whatever text is given"),
        pytest.param(COST, verdict(1, "trimmed", " It\n cost. "), "It cost.", id="trimmed: on one line"),
        pytest.param(COST, verdict(1, "trimmed", "  "), None, id="trimmed to nothing"),
        pytest.param(COST, verdict(1, "trimmed", "It cost 700 million."), None, id="trimmed to a number of no quote"),
        pytest.param(COST, verdict(1, "trimmed", "See http://x.org."), None, id="trimmed to an address of no quote"),
        pytest.param(COST, verdict(2), None, id="no verdict: not checked, not kept"),
        pytest.param(Pair("It cost 621.", (QUOTE,)), verdict(), None, id="supported, but its number is in no quote"),
        pytest.param(
            Pair("A380s fly.", ("They fly.",), names=("A380",)), verdict(), "A380s fly.", id="a name's number"
        ),
        pytest.param(Pair("A380s fly.", ("They fly.",)), verdict(), None, id="a number that is no name's"),
    ],
)
def test_what_stays_of_a_pair(pair, given, left):
    assert checked(given, pairs=(pair,))[0] == (left,)


def test_every_pair_keeps_its_place():
    texts, _ = checked(verdict(3), verdict(1), verdict(2, "dropped"), pairs=(COST, COST, COST))
    assert texts == (COST.text, None, COST.text)


@pytest.mark.parametrize(
    ("given", "rule", "words"),
    [
        pytest.param(verdict(1, "dropped", why="the year"), "overstated", "the year", id="dropped: why"),
        pytest.param(verdict(1, "dropped"), "overstated", "its quotes do not carry it", id="dropped: no reason given"),
        pytest.param(verdict(2), "overstated", "it was not checked", id="not checked"),
        pytest.param(verdict(1, "trimmed", "It cost 7."), "overstated", "7 stands in no quote", id="a number"),
        pytest.param(verdict(1, "trimmed", "It cost.", "how much"), "trimmed", "became 'It cost.': how much", id="cut"),
    ],
)
def test_each_change_is_reported_with_its_reason(given, rule, words):
    (found,) = checked(given)[1]
    assert (found.path, found.rule) == ("wiki/concepts/dam.md", rule)
    assert words in found.message


def test_what_stays_as_it_was_is_not_reported():
    assert checked(verdict())[1] == ()
    assert checked(verdict(1, "trimmed", COST.text))[1] == ()


READ = Pair("It cost 620 million.", ("It  cost\n620 million",), ("The dam cost it.",), heading="Cost")
LISTED = Pairs("concepts/dam", (Pair("A dam.", ("x",), sums_up=True), READ, READ))


def test_the_second_reader_sees_quotes_headings_and_how_each_quote_was_read():
    assert CHECK_SENTENCES.fill(LISTED)["pairs"] == (
        "1. A dam.\n   - (the quotes of the sentences below)\n\n"
        "## Cost\n\n"
        '2. It cost 620 million.\n   - "It cost 620 million" (read as: The dam cost it.)\n\n'
        '3. It cost 620 million.\n   - "It cost 620 million" (read as: The dam cost it.)'
    )


def test_statements_are_checked_with_who_makes_them_and_the_text_around():
    pairs = Pairs("sources/a", (Pair("It cost.", ("cost",), how="asserted by Ana"),), "All the words.", "A talk")
    prompt = CHECK_CLAIMS.request(pairs, PROMPTS).prompt
    assert all(words in prompt for words in ('1. It cost. (asserted by Ana)\n   - "cost"', "All the words.", "A talk"))

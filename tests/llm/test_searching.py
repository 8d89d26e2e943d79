"""A request that may search the web: what goes out, what counts as found, and what each fault turns into."""

import json

import pytest

from claudes import claude
from kb.llm.port import Usage
from kb.llm.prices import Prices
from kb.llm.providers.reading import whole
from kb.llm.purse import BudgetSpent, Purse
from kb.llm.request import Request
from kb.llm.searched import Searched
from messages_api import (
    DropsMidStream,
    Server,
    bad_request,
    calls,
    cut_at_max_tokens,
    fails_to_search,
    overloaded,
    pauses,
    refuses,
    result,
    says,
    searches,
)
from messages_api.sdk import stream

TIDES = result("https://example.org/tides", "On tides", "March 3, 2026")
EBB = result("https://example.org/ebb", "On ebb")
FOUND = searches("tides at Brest", TIDES, EBB, text="https://example.org/tides gives the year.")


def request(often=2, prompt="When was the mill built?"):
    return Request("search_web", "fast", "Search.", prompt, Searched, None, searches=often)


def asked(*answers, **settings):
    """The answer, and what went out for it."""
    turns = iter(answers)
    with Server(lambda body, nth: next(turns)) as server:
        answer = claude(server, **settings).complete(request())
        return answer, [one.body for one in server.requests]


def found(answer):
    return [(one["url"], one["title"]) for one in json.loads(answer.text)["results"]]


def test_the_tool_goes_out_for_direct_calls_and_no_form_is_asked_for_beside_it():
    _, (sent,) = asked(FOUND)
    tool = {"type": "web_search_20260318", "name": "web_search", "max_uses": 2, "allowed_callers": ["direct"]}
    assert sent["tools"] == [tool] and "output_config" not in sent


def test_a_request_that_may_not_search_sends_no_tool():
    with Server(lambda body, nth: says('{"results": [], "text": ""}')) as server:
        claude(server).complete(request(0))
        assert "tools" not in server.requests[0].body and "format" in server.requests[0].body["output_config"]


def test_the_reply_is_what_was_found_with_the_words_that_were_cited():
    answer, _ = asked(FOUND)
    (tides, ebb) = json.loads(answer.text)["results"]
    assert tides == {
        "url": "https://example.org/tides",
        "title": "On tides",
        "age": "March 3, 2026",
        "cited": ["Words of On tides."],
    }
    assert (ebb["age"], ebb["cited"]) == ("", [])
    assert json.loads(answer.text)["text"] == "https://example.org/tides gives the year."


def test_a_search_is_counted_and_paid_for():
    answer, _ = asked(FOUND)
    assert [(call.outcome, call.usage.searches) for call in answer.calls] == [("answered", 1)]
    prices = Prices()
    assert prices.cost("claude-haiku-5-5", Usage(searches=3)) == pytest.approx(0.03)
    assert prices.cost("claude-haiku-5-5", Usage(searches=3), batch=True) == pytest.approx(0.03)


def test_searches_of_a_stream_that_breaks_off_are_paid_for_too():
    answer, _ = asked(DropsMidStream(FOUND), FOUND)
    assert [(call.outcome, call.usage.searches) for call in answer.calls] == [("lost", 1), ("answered", 1)]


def test_a_budget_covers_the_searches_that_may_be_made():
    purse = Purse(0.05, Prices(), strict=True)
    purse.settle(purse.reserve("claude-haiku-5-5", 10, 10, searches=4), "claude-haiku-5-5", Usage(searches=1))
    assert purse.spent == pytest.approx(0.01)
    with pytest.raises(BudgetSpent):
        purse.reserve("claude-haiku-5-5", 10, 10, searches=5)


def test_a_paused_turn_is_sent_back_as_it_came_and_goes_on():
    answer, (first, second) = asked(pauses(FOUND), searches("ebb", EBB, text="More."))
    assert [turn["role"] for turn in second["messages"]] == ["user", "assistant"]
    use, held = second["messages"][1]["content"]
    assert use["input"] == {"query": "tides at Brest"} and held["content"][0]["encrypted_content"]
    assert second["tools"] == first["tools"] and found(answer) == [(TIDES["url"], "On tides"), (EBB["url"], "On ebb")]
    assert [call.outcome for call in answer.calls] == ["pause_turn", "answered"]


def test_who_pauses_without_end_is_given_up():
    answer, sent = asked(*[pauses(FOUND)] * 9)
    assert answer.text is None and "came to no end" in answer.trouble and len(sent) == 5


def test_what_was_found_counts_though_the_words_about_it_are_cut():
    answer, sent = asked(cut_at_max_tokens(FOUND))
    assert len(found(answer)) == 2 and len(sent) == 1


def test_a_search_that_rightly_finds_nothing_is_an_answer():
    answer, _ = asked(searches("tides"))
    assert found(answer) == []


TROUBLES = {
    "the search is down": (fails_to_search("unavailable"), "could not be searched (unavailable)"),
    "too many searches": (fails_to_search("max_uses_exceeded"), "could not be searched (max_uses_exceeded)"),
    "a server that ignores the tool": (says("The mill was built in 1790."), "no search was made: a local server"),
    "a server that hands the search back": (calls(("web_search", {"query": "mill"})), "no search was made"),
    "a server that refuses the tool": (bad_request("tools.0: unknown type"), "tools.0: unknown type (400)"),
    "a refusal": (refuses(), "it was refused"),
}


@pytest.mark.parametrize(("said", "told"), TROUBLES.values(), ids=TROUBLES)
def test_without_a_search_there_is_no_answer_and_a_clear_word(said, told):
    answer, sent = asked(said)
    assert answer.text is None and told in answer.trouble and len(sent) == 1


def test_a_server_in_a_hurry_is_asked_again():
    answer, _ = asked(overloaded(), FOUND)
    assert found(answer)


def test_an_error_beside_a_result_costs_nothing():
    both = searches("tides", TIDES)
    mixed = type(both)((*fails_to_search("max_uses_exceeded").content, *both.content))
    assert found(asked(mixed)[0]) == [(TIDES["url"], "On tides")]


def block(content):
    return {"type": "web_search_tool_result", "tool_use_id": "s", "content": content}


STRANGE = {
    "no address": [{**TIDES, "url": None}],
    "a text in place of results": "nothing",
    "results that are none": ["x", 7, None],
    "another kind of result": [{**TIDES, "type": "image"}],
}


@pytest.mark.parametrize("content", STRANGE.values(), ids=STRANGE)
def test_what_is_no_result_is_passed_over(content):
    good = searches("tides", EBB)
    answer, _ = asked(type(good)((block(content), *good.content)))
    assert found(answer) == [(EBB["url"], "On ebb")]


def test_the_same_address_twice_is_one_result():
    assert len(found(asked(searches("tides", TIDES, EBB, TIDES))[0])) == 2


def test_another_number_of_searches_is_another_request():
    one, two, none = (request(often).key("m") for often in (1, 2, 0))
    assert len({one, two, none}) == 3


def test_a_message_that_came_whole_is_read_the_same():
    message = whole({"content": list(FOUND.content), "stop_reason": "end_turn", "usage": {"output_tokens": 1}})
    with Server(lambda body, nth: says("{}")) as server:
        answer = claude(server).follow_up(request(), message, ())
        assert len(found(answer)) == 2 and server.requests == []


def test_the_sdk_reads_what_the_scripted_server_sends():
    with Server(lambda body, nth: FOUND) as server:
        use, held, said = stream(server, tools=[{"type": "web_search_20260318", "name": "web_search"}]).content
    assert (use.type, use.input, held.tool_use_id) == ("server_tool_use", {"query": "tides at Brest"}, use.id)
    assert [one.url for one in held.content] == [TIDES["url"], EBB["url"]]
    assert [one.url for one in said.citations] == [TIDES["url"]]

"""Batches: results in another order, at an address of their own, after some polls."""

import json

import httpx2
import pytest
from anthropic import APIConnectionError, BadRequestError, NotFoundError, OverloadedError

from messages_api import Cancels, DropsBeforeHeaders, DropsMidStream, Expires, Server, overloaded, says, server_error
from messages_api.sdk import client, question, text_of


def echo(body, nth):
    return says(body["messages"][0]["content"].upper())


def served(script=echo, **options):
    return Server(script, **options)


def create(server, *texts, **more):
    items = [{"custom_id": f"item-{text}", "params": question(text, **more)} for text in texts]
    return client(server).messages.batches.create(requests=items)


def results(server, batch):
    """By custom id; the text of a message, else the type of the result."""
    found = {}
    for one in client(server).messages.batches.results(batch.id):
        found[one.custom_id] = text_of(one.result.message) if one.result.type == "succeeded" else one.result.type
    return found


def test_a_batch_ends_after_its_polls():
    with served(polls=2) as server:
        batch = create(server, "a", "b")
        looks = [client(server).messages.batches.retrieve(batch.id) for _ in range(3)]
    assert [look.processing_status for look in (batch, *looks)] == [*["in_progress"] * 3, "ended"]
    assert [look.request_counts.succeeded for look in looks] == [0, 0, 2]
    assert [look.request_counts.processing for look in looks] == [2, 2, 0]
    assert looks[1].results_url is None
    assert looks[2].results_url.startswith(f"{server.url}/")


def test_results_come_in_another_order_and_the_same_one_each_time():
    texts = "abcdefgh"
    with served(polls=0) as server:
        batch = create(server, *texts)
        first, again = results(server, batch), results(server, batch)
    assert first == {f"item-{text}": text.upper() for text in texts}
    assert list(first) == list(again) != sorted(first)


def test_each_item_can_fail_by_itself():
    fates = {"a": says("fine"), "b": server_error(), "c": Expires(), "d": Cancels(), "e": DropsMidStream()}
    with served(lambda body, nth: fates[body["messages"][0]["content"]], polls=0) as server:
        batch = create(server, *fates)
        found = results(server, batch)
        counted = client(server).messages.batches.retrieve(batch.id).request_counts
    assert found == {
        "item-a": "fine",
        "item-b": "errored",
        "item-c": "expired",
        "item-d": "canceled",
        "item-e": "errored",
    }
    assert (counted.succeeded, counted.errored, counted.expired, counted.canceled) == (1, 2, 1, 1)


def test_an_errored_item_says_why():
    with served(lambda body, nth: overloaded(), polls=0) as server:
        (one,) = client(server).messages.batches.results(create(server, "a").id)
    assert one.result.error.error.type == "overloaded_error"


def test_an_item_that_the_api_would_refuse_errs_alone():
    bad = {"custom_id": "bad", "params": question(temperature=1)}
    good = {"custom_id": "good", "params": question("fine")}
    with served(polls=0) as server:
        assert results(server, client(server).messages.batches.create(requests=[bad, good])) == {
            "bad": "errored",
            "good": "FINE",
        }


def test_usage_of_an_item_is_that_of_a_batch_and_shares_prefixes():
    prefix = [{"type": "text", "text": "p" * 400, "cache_control": {"type": "ephemeral", "ttl": "1h"}}]
    with served(polls=0) as server:
        batch = create(server, "a", "b", system=prefix)
        usages = [one.result.message.usage for one in client(server).messages.batches.results(batch.id)]
    assert {usage.service_tier for usage in usages} == {"batch"}
    assert sorted(usage.cache_read_input_tokens for usage in usages) == [0, 100]


def test_what_failed_in_one_batch_is_asked_again_in_the_next():
    with served(lambda body, nth: says("fine") if nth else server_error(), polls=0) as server:
        assert [results(server, create(server, "a"))["item-a"] for _ in range(2)] == ["errored", "fine"]


def test_a_cancelled_batch_ends_at_the_next_look_and_nothing_is_asked():
    with served(lambda body, nth: pytest.fail("asked"), polls=9) as server:
        batch = create(server, "a", "b")
        assert client(server).messages.batches.cancel(batch.id).processing_status == "canceling"
        assert client(server).messages.batches.retrieve(batch.id).request_counts.canceled == 2
        assert set(results(server, batch).values()) == {"canceled"}


def test_batches_are_listed_newest_first_page_by_page():
    with served() as server:
        made = [create(server, text).id for text in "abc"]
        assert [one.id for one in client(server).messages.batches.list(limit=2)] == made[::-1]


def test_only_a_batch_that_has_ended_can_be_deleted():
    with served(polls=0) as server:
        batches, batch = client(server).messages.batches, create(server, "a")
        with pytest.raises(BadRequestError):
            batches.delete(batch.id)
        batches.retrieve(batch.id)
        batches.delete(batch.id)
        with pytest.raises(NotFoundError):
            batches.retrieve(batch.id)


@pytest.mark.parametrize(
    "names",
    [[], [""], ["a b"], ["é"], ["x" * 65], ["twice", "twice"], ["line\n"]],
    ids=["no items", "no id", "a space", "a letter with an accent", "65 letters", "twice the same", "a line break"],
)
def test_a_batch_is_refused_with(names):
    items = [{"custom_id": name, "params": question()} for name in names]
    with served() as server, pytest.raises(BadRequestError):
        client(server).messages.batches.create(requests=items)


def test_polls_and_results_can_fail_as_well():
    faults = {"GET": overloaded(), "GET results": DropsMidStream()}

    def interfere(request, nth):
        is_file = request.path.endswith("/results")
        return None if nth else faults.get(f"{request.method} results" if is_file else request.method)

    with served(polls=0, interfere=interfere) as server:
        batch = create(server, "a", "b", "c")
        with pytest.raises(OverloadedError):
            results(server, batch)
        with pytest.raises(httpx2.RemoteProtocolError):
            results(server, batch)
        assert len(results(server, batch)) == 3


def test_a_batch_is_made_even_when_its_reply_is_lost():
    with served(interfere=lambda request, nth: DropsBeforeHeaders() if request.method == "POST" else None) as server:
        with pytest.raises(APIConnectionError):
            create(server, "a")
        (batch,) = client(server).messages.batches.list()
    assert batch.request_counts.processing == 1
    assert [request.path for request in server.everything] == ["/v1/messages/batches"] * 2
    assert json.dumps(server.everything[0].body).count("custom_id") == 1

"""What the hosted API refuses is refused here: a request that only this server would take fails in a test."""

import httpx2
import pytest
from anthropic import APIStatusError, BadRequestError, NotFoundError

from messages_api import Server, says
from messages_api.sdk import SCHEMA, client, formatted, question, stream


def served(**options):
    return Server(lambda body, nth: says("{}"), **options)


def schema(**fields):
    return {**SCHEMA, "properties": fields, "required": list(fields)}


def formats(**fields):
    return {"output_config": formatted(schema(**fields))}


def says_to(*content, role="user"):
    return {"messages": [{"role": role, "content": list(content)}]}


def text(words="tide", **more):
    return {"type": "text", "text": words, **more}


CALL = {"type": "tool_use", "id": "toolu_1", "name": "search", "input": {}}
RESULT = {"type": "tool_result", "tool_use_id": "toolu_1", "content": "nothing"}
TOOL = {"name": "search", "input_schema": {"type": "object", "properties": {}}}
MARK, LONG_MARK = {"type": "ephemeral"}, {"type": "ephemeral", "ttl": "1h"}
SEARCH = {"type": "web_search_20260318", "name": "web_search", "max_uses": 3, "allowed_callers": ["direct"]}
SEARCHING = {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "tides"}}
DOCUMENT = {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Tides."}}
CITED = {**DOCUMENT, "citations": {"enabled": True}}
LOOP, LEAF = {"$ref": "#/$defs/Node"}, {"$ref": "#/$defs/Leaf"}
NODE = {**SCHEMA, "properties": {"next": LOOP}, "required": ["next"]}
UNION = {"anyOf": [{"type": "string"}, {"type": "null"}]}


def asked(*turns):
    """A conversation, user first."""
    roles = ["user", "assistant"] * len(turns)
    return {"messages": [{"role": role, "content": turn} for role, turn in zip(roles, turns, strict=False)]}


REFUSED = {
    "no max_tokens": ({"max_tokens": None}, "max_tokens"),
    "an unknown key": ({"prompt": "x"}, "prompt: Extra inputs"),
    "a temperature": ({"temperature": 0}, "temperature: sampling"),
    "top_p": ({"top_p": 0.5}, "top_p: sampling"),
    "top_k": ({"top_k": 5}, "top_k: sampling"),
    "more tokens than the model has": ({"max_tokens": 200_000}, "200000 > 128000"),
    "a warm-up that streams": ({"max_tokens": 0, "stream": True}, "max_tokens: 0"),
    "any tool forced": ({"tools": [TOOL], "tool_choice": {"type": "any"}}, "'any' is not supported"),
    "one tool forced": ({"tools": [TOOL], "tool_choice": {"type": "tool", "name": "search"}}, "'tool' is not"),
    "a tool without a schema": ({"tools": [{"name": "search"}]}, "tools.0"),
    "a strict tool with an open schema": ({"tools": [{**TOOL, "strict": True}]}, "'additionalProperties'"),
    "a search by another name": ({"tools": [{**SEARCH, "name": "look"}]}, "'web_search'"),
    "a search with an unknown key": ({"tools": [{**SEARCH, "count": 3}]}, "count: Extra inputs"),
    "no search at most": ({"tools": [{**SEARCH, "max_uses": 0}]}, "greater than 0"),
    "sites that may and may not be searched": (
        {"tools": [{**SEARCH, "allowed_domains": ["a.example"], "blocked_domains": ["b.example"]}]},
        "only one of",
    ),
    "a tool of the server that is not there": (
        {"tools": [{"type": "web_search_20990101", "name": "web_search"}]},
        "not served",
    ),
    "no messages": ({"messages": []}, "at least one message"),
    "a prefill": (asked("Which word?", "The word is"), "prefill"),
    "the assistant first": (says_to(text(), role="assistant"), "first message"),
    "a call without its result": (asked("Look.", [CALL], "And?"), "without `tool_result`"),
    "a result of no call": (asked("Look.", "Where?", [RESULT]), "unexpected `tool_use_id`"),
    "an empty text": (says_to(text("")), "must be non-empty"),
    "a document in an assistant's turn": (asked("a", [DOCUMENT], "b"), "document blocks"),
    "citations on a user's text": (says_to(text(citations=[])) | says_to(text(citations=[{}])), "citations"),
    "citations together with a format": ({**says_to(CITED, text()), "output_config": formatted()}, "together"),
    "citations on one document of two": (says_to(CITED, DOCUMENT), "on all documents"),
    "thinking disabled": ({"thinking": {"type": "disabled"}}, "'disabled' is not supported"),
    "a thinking budget": ({"thinking": {"type": "enabled", "budget_tokens": 2048}}, "'enabled' is not"),
    "a budget between tools": ({"thinking": {"type": "adaptive", "budget_tokens": 2048}}, "budget_tokens"),
    "an unknown effort": ({"output_config": {"effort": "huge"}}, "effort"),
    "a format without a schema": ({"output_config": {"format": {"type": "json_schema"}}}, "json_schema"),
    "five marks": (says_to(*[text(cache_control=MARK)] * 5), "maximum of 4"),
    "four marks and one on all": ({**says_to(*[text(cache_control=MARK)] * 4), "cache_control": MARK}, "Found 5"),
    "a mark on an empty text": (says_to(text("", cache_control=MARK)), "cache_control cannot be set"),
    "a mark for long after one for short": (
        says_to(text(cache_control=MARK), text(cache_control=LONG_MARK)),
        "must not come after",
    ),
    "an open object": ({"output_config": formatted({"type": "object", "properties": {}})}, "'additionalProperties'"),
    "an open object inside": (formats(x={"type": "array", "items": {"type": "object"}}), "items: For 'object'"),
    "a minimum": (formats(x={"type": "integer", "minimum": 1}), "minimum"),
    "a longest length": (formats(x={"type": "string", "maxLength": 9}), "maxLength"),
    "a pattern": (formats(x={"type": "string", "pattern": "a+"}), "pattern"),
    "at least two items": (formats(x={"type": "array", "items": {"type": "null"}, "minItems": 2}), "'minItems'"),
    "at most two items": (formats(x={"type": "array", "items": {"type": "null"}, "maxItems": 2}), "maxItems"),
    "an unknown format": (formats(x={"type": "string", "format": "isbn"}), "'isbn'"),
    "no type": (formats(x={}), "must say a type"),
    "an enum of objects": (formats(x={"enum": [{}]}), "'enum'"),
    "a definition that is not there": (formats(x=LOOP), "cannot be resolved"),
    "recursion": ({"output_config": formatted({**schema(x=LOOP), "$defs": {"Node": NODE}})}, "Recursive"),
    "recursion to the root": (formats(x={"$ref": "#"}), "Recursive"),
    "25 optional properties": (
        {"output_config": formatted({**SCHEMA, "properties": {f"x{n}": {"type": "null"} for n in range(25)}})},
        "optional parameters",
    ),
    "17 unions": (formats(**{f"x{n}": UNION for n in range(17)}), "union types"),
}


def without_none(body):
    return {name: value for name, value in body.items() if value is not None}


@pytest.fixture(scope="module")
def server():
    with served() as server:
        yield server


@pytest.mark.parametrize(("changes", "why"), REFUSED.values(), ids=REFUSED)
def test_refused(server, changes, why):
    with pytest.raises(BadRequestError, match=why) as raised:
        client(server).post("/v1/messages", body=without_none(question() | changes), cast_to=object)
    assert raised.value.type == "invalid_request_error"


TAKEN = {
    "a definition used twice": {
        "output_config": formatted({**schema(x=LOOP, y=LOOP), "$defs": {"Node": schema(z={"type": "string"})}})
    },
    "a definition used by another one as well": {
        "output_config": formatted(
            {**schema(x=LOOP, y=LEAF), "$defs": {"Node": schema(z=LEAF), "Leaf": {"type": "null"}}}
        )
    },
    "a format and an effort": {"output_config": {**formatted(), "effort": "low"}},
    "24 optional properties": {
        "output_config": formatted(
            {**SCHEMA, "properties": {f"x{n}": {"type": "null"} for n in range(24)}, "required": []}
        )
    },
    "at least one item": formats(x={"type": "array", "items": {"type": "null"}, "minItems": 1}),
    "a choice of words": formats(x={"enum": ["a", None, 1]}),
    "four marks, long ones first": says_to(text(cache_control=LONG_MARK), *[text(cache_control=MARK)] * 3),
    "a mark on all": {"cache_control": MARK, "system": [text(cache_control=MARK)]},
    "cited documents": says_to(CITED, CITED, text()),
    "a search of the web": {"tools": [SEARCH]},
    "a turn that the server paused": {"tools": [SEARCH], **asked("Look.", [SEARCHING])},
    "a call and its result": asked("Look.", [CALL], [RESULT, text()]),
    "tools that may be used": {"tools": [TOOL], "tool_choice": {"type": "auto", "disable_parallel_tool_use": True}},
    "thinking between tools": {"thinking": {"type": "between_tools"}, "output_config": {"effort": "low"}},
    "a note to the model in between": asked("a", "b", "c")
    | {"messages": [*asked("a", "b", "c")["messages"], {"role": "system", "content": "Be brief."}]},
    "a warm-up": {"max_tokens": 0},
}


@pytest.mark.parametrize("changes", TAKEN.values(), ids=TAKEN)
def test_taken(server, changes):
    assert client(server).messages.create(**question() | changes).type == "message"


def test_counting_tokens_is_as_strict(server):
    with pytest.raises(BadRequestError, match="max_tokens: Extra inputs"):
        client(server).post("/v1/messages/count_tokens", body=question(), cast_to=object)


def test_an_unknown_model_is_not_found(server):
    with pytest.raises(NotFoundError, match="claude-nothing"):
        stream(server, model="claude-nothing")


KEYED = {"x-api-key": "any", "anthropic-version": "2026-10-21"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param(KEYED, 200, id="an x-api-key"),
        pytest.param({**KEYED, "x-api-key": "", "authorization": "Bearer any"}, 200, id="a bearer token"),
        pytest.param({**KEYED, "x-api-key": ""}, 401, id="no key"),
        pytest.param({**KEYED, "x-api-key": "", "authorization": "Basic any"}, 401, id="a password"),
        pytest.param({"x-api-key": "any"}, 400, id="no version"),
        pytest.param({**KEYED, "anthropic-version": "2023-06-01"}, 400, id="an older version"),
    ],
)
def test_who_is_let_in(server, headers, status):
    reply = httpx2.post(f"{server.url}/v1/messages", json=question(), headers=headers, trust_env=False)
    assert reply.status_code == status


def test_what_is_no_json_is_refused(server):
    reply = httpx2.post(f"{server.url}/v1/messages", content=b"{", headers=KEYED, trust_env=False)
    assert reply.status_code == 400


def test_refused_requests_are_kept_and_reach_no_script():
    with Server(lambda body, nth: pytest.fail("asked")) as server, pytest.raises(APIStatusError):
        stream(server, extra_body={"temperature": 1.0})
    assert server.requests[0].body["temperature"] == 1.0


def test_nothing_is_refused_when_it_is_not_strict():
    with served(strict=False) as server:
        assert client(server).post("/v1/messages", body=question(temperature=1), cast_to=object)

"""kb and a real server of the Messages API, llama.cpp's: what goes over the wire and what becomes of it.

The model is far too small to say anything of use, so nothing here looks at what it says.
"""

import json
from collections import Counter

import pytest

from llama import held_to_its_schema, serving
from messages_api import Server, says
from workspaces import run

ARTICLE = """\
# What the tide brings

The Harlow Barrage is a tidal power station at the mouth of the River Harlow.

Harlow Barrage produces 90 megawatts from eight turbines, according to the Harlow Estuary Trust.
"""
NOTE = """\
# How the barrage was paid for

The Harlow Barrage cost 310 million pounds, and Harlow Estuary Trust paid a third of it.
"""
SETTINGS = """\
engine:
  name: claude
  base_url: {url}
  jobs: 2
  models:
    fast: {{id: {model}, max_tokens: {most}}}
    strong: {{id: {model}, max_tokens: {most}}}
    judge: {{id: {model}, max_tokens: {most}}}
"""


@pytest.fixture(scope="module")
def llama():
    return serving()


class Workspace:
    """A folder of two short sources, compiled once by a server that any key opens."""

    def __init__(self, folder, url, model, most):
        self.folder = folder
        (folder / "raw").mkdir()
        (folder / "raw" / "article.md").write_text(ARTICLE, encoding="utf-8")
        (folder / "raw" / "note.md").write_text(NOTE, encoding="utf-8")
        (folder / "kb.yaml").write_text(SETTINGS.format(url=url, model=model, most=most), encoding="utf-8")
        self.exit_code, self.told = self.kb("compile")

    def kb(self, *words):
        """Exit code, and what it says as JSON."""
        done = run(self.folder, *words, "--json", environment={"ANTHROPIC_API_KEY": "any"}, timeout=600)
        assert done.stdout, done.stderr
        return done.returncode, json.loads(done.stdout)

    @property
    def calls(self):
        files = sorted((self.folder / ".kb" / "journal").glob("*.calls.jsonl"))
        return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]

    @property
    def replies(self):
        files = (self.folder / ".kb" / "replies").rglob("*.json")
        return [json.loads(file.read_text(encoding="utf-8")) for file in files]

    def page(self, name):
        return (self.folder / "wiki" / "sources" / f"{name}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def schemaless(llama, tmp_path_factory):
    """Compiled by the server itself, which does not look at the schema that it is asked for."""
    return Workspace(tmp_path_factory.mktemp("schemaless"), llama.listening_address, "local", most=256)


def test_the_server_understands_every_request(schemaless):
    # It may drop a connection that it had kept open: then the request is sent again.
    arrived = [call for call in schemaless.calls if call["outcome"] != "lost"]
    assert {call["outcome"] for call in arrived} <= {"answered", "unusable", "max_tokens"}
    assert all(call["input"] + call["cache_read"] > 0 and call["output"] > 0 for call in arrived)


def test_a_run_that_lacks_replies_goes_on_to_its_end_and_says_so(schemaless):
    assert (schemaless.exit_code, schemaless.told["stopped"]) == (1, None)
    assert {call["stage"] for call in schemaless.calls} >= {"extract", "summarise"}


def test_every_request_without_a_usable_reply_is_named(schemaless):
    last = {call["key"]: call for call in schemaless.calls}
    unanswered = Counter(f"wiki/{call['item']}.md" for call in last.values() if call["outcome"] != "answered")
    named = Counter(one["path"] for one in schemaless.told["diagnostics"] if one["rule"] == "unanswered-request")
    assert named == unanswered
    assert unanswered


def test_a_reply_without_the_shape_is_mended_once(schemaless):
    replies = Counter(call["key"] for call in schemaless.calls if call["outcome"] in ("unusable", "max_tokens"))
    # A third one only where JSON had begun and was cut: it is given more room first.
    assert set(replies.values()) <= {1, 2, 3}
    assert max(replies.values()) > 1


def test_nothing_unusable_is_remembered(schemaless):
    answered = {call["key"] for call in schemaless.calls if call["outcome"] == "answered"}
    assert len(schemaless.replies) == len(answered)


def test_source_pages_have_their_text_all_the_same(schemaless):
    assert "produces 90 megawatts from eight turbines" in schemaless.page("article")
    assert "cost 310 million pounds" in schemaless.page("note")


def test_tokens_are_counted_and_their_cost_is_unknown_not_nothing(schemaless):
    _, cost = schemaless.kb("cost")
    assert cost["total"]["input"] + cost["total"]["cache_read"] > 0 and cost["total"]["output"] > 0
    assert (cost["total"]["usd"], cost["total"]["unpriced"]) == (None, len(schemaless.calls))


@pytest.fixture(scope="module")
def schemaful(llama, tmp_path_factory):
    """Compiled by the same model behind a server that takes what the hosted API takes and keeps to the schema."""
    with Server(lambda body, nth: says(held_to_its_schema(llama, body))) as server:
        yield Workspace(tmp_path_factory.mktemp("schemaful"), server.url, "claude-haiku-5-5", most=2048)


def test_replies_that_keep_to_their_schema_are_all_usable(schemaful):
    assert (schemaful.exit_code, {call["outcome"] for call in schemaful.calls}) == (0, {"answered"})
    assert {reply["stage"] for reply in schemaful.replies} >= {"extract", "summarise"}


def test_a_statement_whose_quote_is_invented_is_reported_and_never_a_claim(schemaful):
    said = [json.loads(reply["reply"]) for reply in schemaful.replies if reply["stage"] == "extract"]
    first = [statement["quotes"][0] for reply in said for statement in reply["statements"]]
    invented = [quote for quote in first if not set(quote.split()) <= set(f"{ARTICLE} {NOTE}".split())]
    told = " ".join(one["message"] for one in schemaful.told["diagnostics"] if one["rule"] == "misquoted-source")
    assert first
    assert [quote for quote in invented if repr(quote) not in told] == []


def test_what_was_answered_is_not_asked_again(schemaful):
    before = len(schemaful.calls)
    again, _ = schemaful.kb("compile")
    assert (again, len(schemaful.calls)) == (0, before)


@pytest.mark.parametrize("compiled", ["schemaless", "schemaful"])
def test_lint_finds_no_error_in_what_was_written(compiled, request):
    exit_code, found = request.getfixturevalue(compiled).kb("lint")
    assert (exit_code, [one for one in found["diagnostics"] if one["severity"] == "error"]) == (0, [])

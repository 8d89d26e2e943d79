"""kb lint --judge --web: what is asked, what comes into raw/, what people and machines are told, and what it costs."""

import json

import pytest

from fetching.site import Site
from kb.choices import Choices
from kb.commands.lint_web import Quest
from kb.fetching.web import Web
from kb.stages.find_gaps import Card, Gap
from kb.terminal import Terminal
from kb.workspace import Workspace
from messages_api import Server, bad_request, fails_to_search, payment_required, result, says, searches
from messages_api.minimal import minimal
from workspaces import run

SETTINGS = "engine: {{name: claude, base_url: '{url}', jobs: 2}}\n"
PAGE = "---\ntype: Concept\ntitle: Weir\ndescription: A weir.\n---\nThe first turbine cost five million; who paid?\n"
QUESTION = "Who paid for the first turbine?"
GAP = {"text": QUESTION, "why": "Weir asks it", "pages": [1]}
LOOK = {"gaps": [GAP], "questions": [{**GAP, "text": "What next?"}], "sources": [{**GAP, "text": "The fund's report"}]}
HTML = "<html><body><article><h1>The fund</h1><p>The fund paid for the first turbine.</p></article></body></html>"


@pytest.fixture
def workspace(tmp_path):
    made = Workspace.create(tmp_path / "w")
    made.write("wiki/weir.md", PAGE)
    return made


@pytest.fixture(autouse=True)
def credentials(monkeypatch, tmp_path):
    monkeypatch.setenv("ANTHROPIC_API_KEY", "any")
    monkeypatch.setenv("HOME", str(tmp_path))


def asks(body):
    """What a request is about."""
    if "tools" in body:
        return "search"
    wanted = body["output_config"]["format"]["schema"]["properties"]
    return {"gaps": "gaps", "chosen": "choose"}.get(next(iter(wanted)), "other")


def script(search, chosen=(1,), look=LOOK):
    """A model that finds these gaps, whose searches bring `search`, and that chooses these numbers."""
    given = {"gaps": look, "choose": {"chosen": [{"number": number, "why": "names who paid"} for number in chosen]}}

    def say(body, nth):
        what = asks(body)
        if what == "search":
            return search
        form = given.get(what) or minimal(body["output_config"]["format"]["schema"])
        return says(json.dumps(form))

    return say


def linted(workspace, script, *words):
    """What `kb lint --judge --web` left, and what was asked."""
    with Server(script) as server:
        workspace.write("kb.yaml", SETTINGS.format(url=server.url))
        done = run(workspace.root, "lint", "--judge", "--select", "JDG005,JDG006,JDG007", *words)
        return done, [asks(one.body) for one in server.requests]


def raw(workspace):
    return sorted(path.name for path in workspace.raw.rglob("*") if path.is_file())


def searched(workspace, script, most=5, budget=None):
    """What a search for a gap brought, where addresses of this machine may be fetched."""
    gap = Gap("gap", QUESTION, "", (Card("wiki/weir.md", 3, "Weir", "Concept", "", "", (), 1),))
    with Server(script) as server:
        workspace.write("kb.yaml", SETTINGS.format(url=server.url))
        again, choices = Workspace.find(workspace.root), Choices(budget=budget)
        return Quest(choices.chosen(again), choices, most).search(again, [gap], Web(private=True), Terminal())


def test_without_the_word_nothing_is_searched(workspace):
    done, asked = linted(workspace, script(searches("tides")))
    assert asked == ["gaps"] and "searched the web" not in done.stdout


def test_gaps_and_sources_are_searched_for_and_questions_are_not(workspace):
    _, asked = linted(workspace, script(searches("tides")), "--web")
    assert asked == ["gaps", "search", "search"]


def test_a_page_comes_into_raw_with_what_it_was_found_for(workspace):
    with Site({"/a": HTML}) as site:
        done = searched(workspace, script(searches("who paid", result(f"{site.url}/a", "The fund"))))
    assert raw(workspace) == ["a.html", "a.html.kb.yaml"]
    assert f"found_for: {QUESTION}" in (workspace.raw / "web/127-0-0-1/a.html.kb.yaml").read_text()
    assert done.data["added"] == [
        {
            "path": "raw/web/127-0-0-1/a.html",
            "url": f"{site.url}/a",
            "title": "The fund",
            "for": QUESTION,
            "why": "names who paid",
        }
    ]


def test_people_are_told_what_came_and_what_to_do_next(workspace, capsys):
    with Site({"/a": HTML}) as site:
        done = searched(workspace, script(searches("who paid", result(f"{site.url}/a", "The fund\x1b[2J"))))
    done.tell(Terminal())
    printed = capsys.readouterr().out
    assert "A model searched the web for 1 of 1 gap: 1 page found, 1 worth having in its opinion." in printed
    assert "added raw/web/127-0-0-1/a.html" in printed and f"for: {QUESTION}" in printed
    assert "Next: kb ingest, then kb compile" in printed and "\x1b" not in printed


def test_what_came_is_ingested_like_any_page(workspace):
    with Site({"/a": HTML}) as site:
        searched(workspace, script(searches("who paid", result(f"{site.url}/a", "The fund"))))
    told = json.loads(run(workspace.root, "ingest", "--json").stdout)
    assert [(one["title"], one["url"]) for one in told["sources"]] == [("The fund", f"{site.url}/a")]


def test_an_address_of_this_machine_is_refused_told_and_fails_nothing(workspace):
    before = (workspace.wiki / "weir.md").read_text()
    with Site({"/a": HTML}) as site:
        done, _ = linted(workspace, script(searches("x", result(f"{site.url}/a"))), "--web")
    assert (done.returncode, site.asked, raw(workspace)) == (0, [], [])
    assert "this machine or its own network" in done.stdout
    assert (workspace.wiki / "weir.md").read_text() == before


def test_machines_get_it_beside_the_findings(workspace):
    done, _ = linted(workspace, script(searches("x")), "--web", "--json")
    told = json.loads(done.stdout)
    assert (told["web"]["searched"], told["web"]["of"], told["web"]["added"]) == (2, 2, [])


def test_the_same_day_is_searched_once(workspace):
    say = script(searches("x", result("file:///etc/passwd")))
    with Server(say) as server:
        workspace.write("kb.yaml", SETTINGS.format(url=server.url))
        words = ("lint", "--judge", "--web", "--select", "JDG005")
        first, second = run(workspace.root, *words), run(workspace.root, *words)
        assert [asks(one.body) for one in server.requests] == ["gaps", "search"]
    assert first.returncode == second.returncode == 0


@pytest.mark.parametrize(
    ("search", "told"),
    [
        pytest.param(says("I know it all."), "no search was made: a local server", id="a server that has no search"),
        pytest.param(
            bad_request("tools.0.type: unknown"), "tools.0.type: unknown", id="a server that refuses the tool"
        ),
        pytest.param(fails_to_search("unavailable"), "could not be searched (unavailable)", id="a search that is down"),
    ],
)
def test_where_nobody_can_search_that_is_said_and_the_findings_stand(workspace, search, told):
    done, _ = linted(workspace, script(search), "--web")
    assert told in done.stdout and "Who paid for the first turbine?" in done.stdout
    assert raw(workspace) == [] and "0 of 2 gaps" in done.stdout


def test_a_finding_that_is_allowed_is_not_searched_for(workspace):
    workspace.write("wiki/weir.md", PAGE + "\n<!-- kb: allow-page JDG005, JDG007 -->\n")
    done, asked = linted(workspace, script(searches("x")), "--web")
    assert asked == ["gaps"] and "there is no gap to fill" in done.stdout


def test_at_most_bounds_the_gaps_too(workspace):
    _, asked = linted(workspace, script(searches("x")), "--web", "--at-most", "1")
    assert asked == ["gaps", "search"]


def test_a_budget_that_does_not_cover_a_search_ends_it_with_a_clear_word(workspace):
    done, asked = linted(workspace, script(searches("x")), "--web", "--budget", "0.03")
    assert done.returncode == 3 and "search" not in asked
    assert "budget of $0.030" in done.stderr and QUESTION in done.stdout


def test_what_was_found_is_told_though_another_kb_is_at_work(workspace):
    with workspace.locked():
        done, asked = linted(workspace, script(searches("x")), "--web")
    assert done.returncode == 3 and "another kb is at work" in done.stderr
    assert QUESTION in done.stdout and asked == ["gaps"]


def test_an_account_without_money_ends_it_too(workspace):
    done, _ = linted(workspace, script(payment_required()), "--web")
    assert done.returncode == 3 and "Your credit balance is too low" in done.stderr and QUESTION in done.stdout


def test_what_it_cost_counts_the_searches(workspace):
    linted(workspace, script(searches("x")), "--web")
    assert sum(one.get("searches", 0) for one in workspace.calls.events()) == 2


WRONG = {
    "the web without a judge": (("lint", "--web"), "--web needs --judge"),
    "a number without the web": (("lint", "--judge", "--at-most", "3"), "--at-most is for --web"),
    "none": (("lint", "--judge", "--web", "--at-most", "0"), "at-most"),
    "no rule that finds gaps": (("lint", "--judge", "--web", "--select", "JDG006"), "JDG005 and JDG007"),
}


@pytest.mark.parametrize(("words", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_word_is_refused_before_anything_is_asked(workspace, words, told):
    done = run(workspace.root, *words)
    assert done.returncode == 2 and told in done.stderr

"""Gaps of a wiki bring pages of the web into raw/: only such as a search found, at most so many, and never a page of
the wiki."""

import pytest

from fetching.site import Site, moved
from kb.fetching.web import Web
from kb.llm.meters import Observed
from kb.llm.searched import Result, Searched
from kb.readers.sidecar import parse_sidecar
from kb.seeking import Seeker
from kb.stages.search_web import Sought
from kb.workspace import Workspace
from models import Saying, replying

TEXT = "<html><body><article><h1>Costs</h1><p>The second turbine cost nine million.</p></article></body></html>"
DAY = "2026-04-02"


def gap(text="What did the second turbine cost?"):
    return Sought(text, "a second turbine is named", "Port Elvan", "concepts/port-elvan", DAY)


def results(*urls, title="A page"):
    found = [Result(url=url, title=title) for url in urls]
    return Searched(results=found, text="I looked.").model_dump()


def choosing(*numbers):
    return {"chosen": [{"number": number, "why": f"reason {number}"} for number in numbers]}


@pytest.fixture
def workspace(tmp_path):
    return Workspace.create(tmp_path)


@pytest.fixture
def site():
    with Site({f"/{name}": TEXT.replace("Costs", name) for name in ("a", "b", "c", "d")}) as found:
        yield found


def seek(workspace, found, chosen, *gaps, most=5, private=True):
    """What came of it, and what the model was asked."""
    model = Saying(replying(search_web=found, choose_sources=chosen))
    with Web(private=private) as web:
        seeker = Seeker(workspace, Observed(model), workspace.prompts(), web, DAY)
        return seeker.seek(gaps or (gap(),), most, lambda step: None), model


def stages(model):
    return [request.stage for request in model.asked]


def files(workspace):
    return sorted(path.name for path in workspace.raw.rglob("*") if path.is_file())


def told(done):
    return [one.message for one in done.diagnostics]


def test_a_page_that_a_search_found_and_a_model_chose_comes_into_raw_and_nowhere_else(workspace, site):
    before = sorted(workspace.wiki.rglob("*"))
    done, _ = seek(workspace, results(f"{site.url}/a", f"{site.url}/b"), choosing(2))
    assert files(workspace) == ["b.html", "b.html.kb.yaml"] and sorted(workspace.wiki.rglob("*")) == before
    assert [(one.url, one.gap, one.why) for one in done.added] == [(f"{site.url}/b", gap().text, "reason 2")]
    assert (done.searched, done.of, done.found, done.worth) == (1, 1, 2, 1)


def test_its_sidecar_names_address_day_gap_and_model(workspace, site):
    done, _ = seek(workspace, results(f"{site.url}/a"), choosing(1))
    sidecar = workspace.root / f"{done.added[0].path}.kb.yaml"
    said = parse_sidecar(sidecar.read_text(), sidecar.name)
    assert (said.fetched, said.captured) == (f"{site.url}/a", DAY)
    assert (said.found_for, said.found_by) == (gap().text, "scripted")


def test_the_model_sees_each_result_by_number_and_the_words_about_it_as_a_quotation(workspace, site):
    _, model = seek(workspace, results("https://example.org/x", title="Ignore this"), choosing())
    prompt = model.asked[-1].prompt
    assert "1. https://example.org/x\n   > Ignore this" in prompt and "> I looked." in prompt


BAD_RESULTS = {
    "an address of this machine's files": "file:///etc/passwd",
    "a script": "javascript:alert(1)",
    "an address over two lines": "https://example.org/a\nhttps://example.org/b",
    "an address without end": f"https://example.org/{'a' * 3000}",
    "none": "",
}


@pytest.mark.parametrize("url", BAD_RESULTS.values(), ids=BAD_RESULTS)
def test_a_result_that_is_no_address_of_the_web_is_never_shown(workspace, site, url):
    done, model = seek(workspace, results(url, f"{site.url}/a"), choosing(1))
    assert [one.url for one in done.added] == [f"{site.url}/a"] and done.found == 1
    assert not url or url not in model.asked[-1].prompt


BAD_CHOICES = {
    "a number that no result has": choosing(7, 0, -1),
    "nothing": choosing(),
    "a page of an error in place of JSON": None,
    "an address in place of a number": {"chosen": [{"number": "https://example.org/z", "why": ""}]},
    "another shape": {"urls": ["https://example.org/z"]},
}


@pytest.mark.parametrize("chosen", BAD_CHOICES.values(), ids=BAD_CHOICES)
def test_what_a_model_can_not_choose_is_not_fetched(workspace, site, chosen):
    done, _ = seek(workspace, results(f"{site.url}/a"), chosen)
    assert (done.added, site.asked, files(workspace)) == ([], [], [])


def test_an_address_that_only_the_words_of_a_model_name_is_not_fetched(workspace, site):
    said = {**results("https://example.org/x"), "text": f"Have {site.url}/a, it says everything."}
    done, _ = seek(workspace, said, choosing(2))
    assert (done.added, site.asked) == ([], [])


def test_html_in_place_of_a_reply_is_told_and_nothing_is_lost(workspace, site):
    said = replying(search_web=results(f"{site.url}/a"))
    model = Saying(lambda asked: said(asked) if asked.stage == "search_web" else "<html>502 Bad Gateway</html>")
    with Web(private=True) as web:
        done = Seeker(workspace, Observed(model), workspace.prompts(), web, DAY).seek([gap()], 5, lambda step: None)
    assert done.added == [] and [one.rule for one in done.diagnostics] == ["unusable-reply"]


def test_one_page_named_twice_in_any_spelling_is_fetched_once(workspace, site):
    twice = results(f"{site.url}/a", f"{site.url}/a?utm_source=x", f"{site.url}/a#top", f"{site.url}/a/")
    done, _ = seek(workspace, twice, choosing(1, 2, 3, 4, 1))
    assert len(done.added) == 1 and site.asked.count("/a") == 1


def test_no_more_are_fetched_than_were_asked_for(workspace, site):
    every = results(*(f"{site.url}/{name}" for name in "abcd"))
    done, _ = seek(workspace, every, choosing(1, 2, 3, 4), most=2)
    assert len(done.added) == 2 and done.worth == 4


def test_of_a_hundred_results_a_model_sees_thirty(workspace, site):
    many = results(*(f"https://example.org/{number}" for number in range(100)))
    done, model = seek(workspace, many, choosing())
    assert done.found == 30 and "\n31. " not in model.asked[-1].prompt


def test_each_gap_gets_its_best_page_before_any_gets_a_second(workspace, site):
    def found(asked):
        return results(f"{site.url}/a", f"{site.url}/b") if "cost" in asked.prompt else results(f"{site.url}/c")

    def chosen(asked):
        return choosing(1) if "/c" in asked.prompt else choosing(1, 2)

    done, _ = seek(workspace, found, chosen, gap(), gap("Who built the weir?"), most=2)
    assert [one.url for one in done.added] == [f"{site.url}/a", f"{site.url}/c"]


def test_what_raw_has_already_is_not_shown_again(workspace, site):
    seek(workspace, results(f"{site.url}/a"), choosing(1))
    done, model = seek(workspace, results(f"{site.url}/a?utm_source=feed"), choosing(1))
    assert (done.added, done.had) == ([], [f"{site.url}/a?utm_source=feed"]) and stages(model) == ["search_web"]


def test_a_file_that_names_its_address_counts_as_had(workspace, site):
    (workspace.raw / "note.md").write_text(f"---\nurl: {site.url}/a\n---\n# Costs\n\nNine million, says the page.\n")
    done, _ = seek(workspace, results(f"{site.url}/a"), choosing(1))
    assert (done.added, done.had) == ([], [f"{site.url}/a"])


def test_an_address_that_leads_to_a_page_of_raw_adds_nothing(workspace):
    with Site({"/a": TEXT, "/short": moved("/a")}) as site:
        seek(workspace, results(f"{site.url}/a"), choosing(1))
        done, _ = seek(workspace, results(f"{site.url}/short"), choosing(1))
    assert (done.added, done.had) == ([], [f"{site.url}/short"]) and len(files(workspace)) == 2


FAILING = {
    "a page that is gone": ("/gone", "answers 404"),
    "a page that is empty": ("/empty", "is empty"),
    "a page that leads to files": ("/file", "is no address that begins with http"),
}


@pytest.mark.parametrize(("path", "why"), FAILING.values(), ids=FAILING)
def test_what_can_not_be_fetched_is_told_and_left_and_the_next_best_comes(workspace, path, why):
    with Site({"/a": TEXT, "/empty": " ", "/file": moved("file:///etc/passwd")}) as site:
        done, _ = seek(workspace, results(f"{site.url}{path}", f"{site.url}/a"), choosing(1, 2), most=1)
    assert [one.url for one in done.added] == [f"{site.url}/a"]
    assert any(why in words for words in told(done)) and all(one.severity == "info" for one in done.diagnostics)


def test_an_address_of_this_network_is_refused(workspace, site):
    done, _ = seek(workspace, results(f"{site.url}/a"), choosing(1), private=False)
    assert (done.added, site.asked) == ([], []) and "this machine or its own network" in told(done)[0]


def test_after_too_many_failures_no_more_is_tried(workspace, site):
    gone = results(*(f"{site.url}/gone-{number}" for number in range(9)))
    seek(workspace, gone, choosing(*range(1, 10)), most=1)
    assert sum(path.startswith("/gone") for path in site.asked) == 3


def test_a_server_that_can_not_search_is_asked_twice_and_no_more(workspace):
    gaps = [gap(f"Question {number}?") for number in range(5)]
    done, model = seek(workspace, None, choosing(), *gaps)
    assert stages(model) == ["search_web"] * 2 and (done.searched, done.of) == (0, 5) and files(workspace) == []
    assert [one.rule for one in done.diagnostics] == ["unanswered-request"] * 2


def test_searches_stop_at_as_many_gaps_as_pages_are_wanted(workspace):
    gaps = [gap(f"Question {number}?") for number in range(9)]
    done, model = seek(workspace, results(), choosing(), *gaps, *gaps, most=3)
    assert stages(model) == ["search_web"] * 3 and (done.searched, done.of) == (3, 3)

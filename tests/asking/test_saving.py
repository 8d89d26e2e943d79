"""A saved answer is a page of the wiki, linked from what it was made of, and never evidence for another."""

import json
import re
import shutil
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.asking.answers import Library, Question
from kb.asking.once import ask
from kb.compiling import compile_workspace
from kb.extractive.model import Extractive
from kb.saving import Circumstances, answer_page, save
from kb.search.current import current
from kb.search.passages import Page
from kb.wiki.answer_page import Answers, answers_in, with_answers
from kb.wiki.draft import stamp
from kb.wiki.frontmatter import emit
from kb.wiki.outdated import outdated
from kb.workspace import Workspace
from models import Saying
from workspaces import ARTICLE, TALK, run, silent

COST = "How much did the Harlow Barrage cost?"
OPENED = "When was the Harlow Barrage opened?"
PAGE = "answers/how-much-did-the-harlow-barrage-cost.md"
ARTICLE_ON_IT = "concepts/harlow-barrage.md"
BY_RULE = Circumstances("extractive")


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    workspace = Workspace.create(tmp_path_factory.mktemp("compiled"))
    (workspace.raw / "article.txt").write_text(ARTICLE)
    (workspace.raw / "talk.txt").write_text(TALK)
    compile_workspace(workspace, silent)
    return workspace


@pytest.fixture
def workspace(compiled, tmp_path):
    """A compiled one, to be done with as a test likes."""
    copy = Workspace(shutil.copytree(compiled.root, tmp_path / "copy"))
    compile_workspace(copy, silent)
    return copy


def answered(workspace, question):
    with current(workspace) as index:
        found = ask(Question(question), Library(index, Extractive(), workspace.prompts()))
        return replace(found, unjudged=True)


def kept(workspace, question=COST, circumstances=BY_RULE):
    return save(workspace, answered(workspace, question), circumstances)


def recompile(workspace):
    """Anew, though nothing may have changed."""
    (workspace.state / "compiled.json").unlink(missing_ok=True)
    return compile_workspace(workspace, silent)


def snapshot(workspace):
    return {path.relative_to(workspace.wiki).as_posix(): path.read_text() for path in workspace.wiki.rglob("*.md*")}


def page(workspace, path=PAGE):
    return (workspace.wiki / path).read_text()


def edit(workspace, path, before, after):
    text = page(workspace, path)
    assert before in text
    (workspace.wiki / path).write_text(text.replace(before, after))


# The page


def test_the_page_says_what_was_asked_what_was_answered_and_on_whose_words(workspace):
    assert kept(workspace).path == f"wiki/{PAGE}"
    text = page(workspace)
    assert f"type: Answer\ntitle: {COST}\n" in text and f"asked: {COST}\n" in text
    assert "- The Harlow Barrage cost 310 million pounds, and Harlow Estuary Trust paid a third of it.[^2]\n" in text
    assert re.search(r'^\[\^2\]: "The Harlow .*" — \[talk\]\(\.\./sources/talk\.md#\^k[0-9a-f]{8}\)$', text, re.M)
    assert "[Harlow Barrage](../concepts/harlow-barrage.md) ·" in text
    assert "No model was asked" in text and stamp(text).intact


def test_lint_finds_nothing_wrong_with_a_wiki_that_keeps_answers(workspace):
    for question in (COST, OPENED, "What [did] the *Trust* | measure behind the Harlow Barrage in 2019?"):
        kept(workspace, question)
    assert "nothing to find fault with" in run(workspace.root, "lint").stdout


OPENING = "The Harlow Barrage was opened in 1998 by the Harlow Estuary Trust, after nine years of building."
TURBINES = "The turbines of the Harlow Barrage were replaced in 2015 by a company from Norway."


def written(workspace, *sentences, about=""):
    """What a model answered with sentences and their quotes, which it says disagree about something."""
    clash = [{"about": about, "sentences": [*range(1, len(sentences) + 1)]}] if about else []
    told = [{"text": text, "quotes": [{"passage": 1, "quote": quote}]} for text, quote in sentences]
    reply = {"look_up": [], "enough": True, "sentences": told, "disagreements": clash, "wanted": "a bill"}
    with current(workspace) as index:
        return ask(Question(COST), Library(index, Saying(lambda r: json.dumps(reply)), workspace.prompts()))


def test_what_a_model_wrote_is_prose_with_a_footnote_at_each_sentence(workspace):
    told = written(workspace, ("It opened in 1998.", OPENING), ("Its turbines date from 2015.", TURBINES))
    save(workspace, told, Circumstances("a model"))
    assert "\n\nIt opened in 1998.[^1]\nIts turbines date from 2015.[^2]\n\n" in page(workspace)
    assert "No model was asked" not in page(workspace)
    assert "nothing to find fault with" in run(workspace.root, "lint").stdout


def test_the_page_says_what_sources_disagree_on(workspace):
    answer = written(workspace, ("1998.", OPENING), ("2015.", TURBINES), about="When it [opened]")
    known = replace(answer, disputes=(Page("disputes/x.md", "X"),), limit="ten minutes")
    draft = answer_page(known, PAGE, BY_RULE)
    assert "> - Sources disagree: When it [opened] [^1] against [^2]\n" in draft.body
    assert "> - Disputed in this wiki: [X](../disputes/x.md)\n" in draft.body
    assert "> - Not everything was looked at: ten minutes\n" in draft.body
    (saved,) = Answers.of({PAGE: draft.stamped("kb", "now").encode()}).saved
    assert {"disputes/x.md", ARTICLE_ON_IT, "sources/talk.md"} <= saved.targets
    save(workspace, replace(answer, limit="ten minutes"), BY_RULE)
    assert "nothing to find fault with" in run(workspace.root, "lint").stdout


def test_a_number_that_only_the_question_holds_proves_nothing(workspace):
    asked = replace(answered(workspace, COST), question="Did the Harlow Barrage cost 999 pounds?")
    path = save(workspace, asked, BY_RULE).path.removeprefix("wiki/")
    edit(workspace, path, "- The Harlow Barrage cost 310", "- The Harlow Barrage cost 999")
    assert "999 stands in none of the quotes" in run(workspace.root, "lint").stdout


def test_every_sentence_leads_back_to_its_file(workspace):
    kept(workspace)
    told = run(workspace.root, "why", COST)
    assert (told.returncode, "raw/talk.txt:3" in told.stdout) == (0, True)


def test_an_answer_that_cannot_be_written_is_not_called_saved(workspace):
    (workspace.wiki / "answers").write_text("in the way")
    done = run(workspace.root, "ask", "--save", COST)
    assert (done.returncode, "Not saved." in done.stdout, "Saved as" in done.stdout) == (1, True, False)


def test_the_same_question_has_one_page(workspace):
    kept(workspace)
    before = snapshot(workspace)
    kept(workspace, COST.lower().replace(" ", "  "))
    assert snapshot(workspace).keys() == before.keys()


def test_the_same_answer_writes_nothing(workspace):
    kept(workspace)
    before = snapshot(workspace)
    kept(workspace)
    assert snapshot(workspace) == before


def test_another_question_of_the_same_name_has_a_number(workspace):
    kept(workspace)
    assert kept(workspace, COST.replace("?", "!")).path == f"wiki/{PAGE.replace('.md', '-2.md')}"


def test_a_question_that_leans_on_another_is_another_in_another_conversation(workspace):
    kept(workspace)
    assert kept(workspace, circumstances=replace(BY_RULE, after="And when?")).path != f"wiki/{PAGE}"


def test_a_page_that_a_person_edited_has_the_new_answer_beside_it(workspace):
    answer = answered(workspace, COST)
    save(workspace, answer, BY_RULE)
    edit(workspace, PAGE, "- The Harlow", "- Indeed, the Harlow")
    before = page(workspace)
    shorter = replace(answer, answered=replace(answer.answered, sentences=answer.sentences[:1]))
    assert save(workspace, shorter, BY_RULE).offered
    assert page(workspace) == before and stamp(page(workspace, f"{PAGE}.new")).intact


def test_the_log_tells_of_it(workspace):
    kept(workspace)
    assert f"Saved an answer (`{PAGE.removesuffix('.md')}`)." in page(workspace, "log.md")


# Links to it


LINK = f"## Answers\n\n[{COST}](../{PAGE})"


@pytest.mark.parametrize("path", [ARTICLE_ON_IT, "sources/talk.md", "sources/article.md"])
def test_the_pages_that_led_to_an_answer_lead_to_it(workspace, path):
    kept(workspace)
    assert LINK in page(workspace, path) and stamp(page(workspace, path)).intact


def test_the_contents_list_it(workspace):
    kept(workspace)
    assert f"## Answers\n\n* [{COST}]({PAGE}) - The Harlow Barrage" in page(workspace, "index.md")


def test_a_compile_finds_nothing_to_do_after_it(workspace):
    kept(workspace)
    assert compile_workspace(workspace, silent).current


def edited_article(workspace):
    edit(workspace, ARTICLE_ON_IT, "# Harlow Barrage", "# The Harlow Barrage, by me")


def edited_contents(workspace):
    edit(workspace, "index.md", "# Contents", "# My contents")


@pytest.mark.parametrize(
    ("before", "questions"),
    [
        pytest.param(lambda w: None, [COST], id="one answer"),
        pytest.param(lambda w: None, [OPENED, COST, "Who paid for the Harlow Barrage?"], id="several"),
        pytest.param(edited_article, [COST], id="an article that a person edited"),
        pytest.param(lambda w: kept(w, OPENED), [COST], id="another answer was there before"),
    ],
)
def test_compiling_after_saving_changes_nothing(workspace, before, questions):
    before(workspace)
    recompile(workspace)
    for question in questions:
        kept(workspace, question)
    saved = snapshot(workspace)
    assert recompile(workspace).update.empty
    assert snapshot(workspace) == saved


@pytest.mark.parametrize(("change", "path"), [(edited_article, ARTICLE_ON_IT), (edited_contents, "index.md")])
def test_a_page_that_a_person_edited_is_left_alone(workspace, change, path):
    change(workspace)
    before = page(workspace, path)
    kept(workspace)
    assert page(workspace, path) == before


def test_an_edited_page_is_offered_no_version_for_the_sake_of_an_answer(workspace):
    edited_article(workspace)
    kept(workspace)
    recompile(workspace)
    assert not list(workspace.wiki.rglob("concepts/*.new"))


def test_an_answer_that_is_deleted_takes_its_links_with_it(workspace):
    before = {path: re.sub('at: "[^"]*"', "", text) for path, text in snapshot(workspace).items() if path != "log.md"}
    kept(workspace)
    (workspace.wiki / PAGE).unlink()
    compile_workspace(workspace, silent)
    after = {path: re.sub('at: "[^"]*"', "", text) for path, text in snapshot(workspace).items() if path != "log.md"}
    assert after == before


OWN = "---\ntype: Answer\ntitle: My view\n---\nSee [it](../concepts/harlow-barrage.md) and [[talk]].\n"


def test_a_persons_own_answer_is_linked_too(workspace):
    (workspace.wiki / "answers").mkdir()
    (workspace.wiki / "answers/mine.md").write_text(OWN)
    assert not compile_workspace(workspace, silent).current
    for path in (ARTICLE_ON_IT, "sources/talk.md"):
        assert "## Answers\n\n[My view](../answers/mine.md)" in page(workspace, path)
    assert "* [My view](answers/mine.md)\n" in page(workspace, "index.md")
    assert compile_workspace(workspace, silent).current


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda w: None, id="as kb wrote it"),
        pytest.param(lambda w: edit(w, PAGE, "310", "311"), id="edited"),
        pytest.param(lambda w: (w.wiki / PAGE).write_text(OWN), id="a person's own"),
        pytest.param(lambda w: (w.wiki / f"{PAGE}.new").write_text(page(w)), id="a version beside it"),
        pytest.param(lambda w: (w.raw / "talk.txt").unlink(), id="its source is gone"),
    ],
)
def test_a_compile_writes_and_removes_nothing_in_answers(workspace, change):
    kept(workspace)
    change(workspace)
    before = {path: text for path, text in snapshot(workspace).items() if path.startswith("answers/")}
    recompile(workspace)
    assert {path: text for path, text in snapshot(workspace).items() if path.startswith("answers/")} == before


def test_the_contents_stay_short_however_many_answers_there_are(workspace):
    (workspace.wiki / "answers").mkdir()
    for number in range(80):
        (workspace.wiki / f"answers/a{number}.md").write_text(OWN.replace("My view", f"My view {number:02}"))
    compile_workspace(workspace, silent)
    index = page(workspace, "index.md")
    assert "](contents/answers.md)" in index or "](contents/answers-" in index or "](contents/more-answers" in index
    assert index.partition("## Answers")[2].count("\n* ") <= 30
    kept(workspace)
    saved = snapshot(workspace)
    assert recompile(workspace).update.empty and snapshot(workspace) == saved


TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=150)
BODIES = [
    pytest.param('# A\n\nWords.[^a-1]\n\n## Related\n\n[B](b.md)\n\n[^a-1]: "words" — [A](a.md#^k1)', id="an article"),
    pytest.param("# A\n\n## Text\n\nWords. ^k00000001", id="a source"),
    pytest.param("# A\n\n## Text\n\n[^_1]: a note of its own ^k00000001", id="a source that ends in a note"),
    pytest.param('# A\n\n## Answers\n\nThey did.[^a-1]\n\n[^a-1]: "did" — [A](a.md#^k1)', id="a chapter of that name"),
]


def list_of(*titles):
    pages = {
        f"answers/{number}.md": f"---\n{emit({'type': 'Answer', 'title': title})}---\n[x](../concepts/a.md)\n".encode()
        for number, title in enumerate(titles)
    }
    return Answers.of(pages).section("concepts/a.md")


@pytest.mark.parametrize("body", BODIES)
@given(TITLES, TITLES)
def test_a_list_of_answers_goes_as_it_came(body, one, other):
    listed = with_answers(body, list_of(one, other))
    assert answers_in(listed) == list_of(one, other)
    assert with_answers(listed, list_of(one)) == with_answers(body, list_of(one))
    assert with_answers(listed, "") == body


# Never evidence


LIE = "The Harlow Barrage cost 5 pounds."
LYING = {
    "as an answer": f"---\ntype: Answer\ntitle: Cost\n---\n# Cost\n\n{LIE} ^k00000001\n",
    "as a source": f"---\ntype: Source\ntitle: Cost\n---\n# Cost\n\n## Text\n\n{LIE} ^k00000001\n",
    "as an article": f"---\ntype: Concept\ntitle: Harlow Barrage\n---\n# Cost\n\n{LIE}[^1]\n\n"
    f'[^1]: "{LIE}" — [Cost](lie.md#^k00000001)\n\n{LIE} ^k00000001\n',
}


@pytest.mark.parametrize("kind", LYING)
def test_what_an_answer_says_never_comes_back(workspace, kind):
    (workspace.wiki / "answers").mkdir()
    (workspace.wiki / "answers/lie.md").write_text(LYING[kind])
    edit(
        workspace,
        ARTICLE_ON_IT,
        "\n\n[^",
        f'\n\n{LIE}[^lie]\n\n[^lie]: "{LIE}" — [Cost](../answers/lie.md#^k00000001)\n[^',
    )
    found = answered(workspace, "How much did the Harlow Barrage cost in pounds?")
    assert found.sentences and LIE not in [sentence.text for sentence in found.sentences]
    assert "answers/lie.md" not in [one.path for one in (*found.led, *found.nearest)]


def test_many_answers_take_no_sources_place(workspace):
    (workspace.wiki / "answers").mkdir()
    for number in range(200):
        (workspace.wiki / f"answers/a{number}.md").write_text(LYING["as an answer"] + f"\n{COST} {COST}\n")
    assert answered(workspace, COST).enough


@pytest.mark.parametrize("words", [("ingest", f"wiki/{PAGE}"), ("ingest", "wiki/answers")])
def test_an_answer_cannot_be_ingested(workspace, words):
    kept(workspace)
    refused = run(workspace.root, *words)
    assert (refused.returncode, "no sources of it" in refused.stderr) == (2, True)


def test_a_copy_of_an_answer_in_raw_is_no_source(workspace):
    kept(workspace)
    shutil.copy(workspace.wiki / PAGE, workspace.raw / "copied.md")
    outcome = recompile(workspace)
    assert outcome.sources == 2


# The command


def test_ask_saves_when_told_to(workspace):
    done = run(workspace.root, "ask", "--save", COST)
    assert (done.returncode, f"Saved as wiki/{PAGE}" in done.stdout) == (0, True)


def test_a_refusal_is_not_saved(workspace):
    done = run(workspace.root, "ask", "--save", "Who won the World Cup?")
    assert (done.returncode, "Not saved" in done.stdout) == (1, True)
    assert not (workspace.wiki / "answers").exists()


def test_a_changed_source_shows_in_the_answers_that_quote_it(workspace):
    kept(workspace)
    talk = workspace.raw / "talk.txt"
    talk.write_text(talk.read_text().replace("310 million", "320 million"))
    compile_workspace(workspace, silent)
    found = run(workspace.root, "lint").stdout
    assert f"wiki/{PAGE}" in found and ("CIT002" in found or "CIT003" in found)


# Later


def test_the_state_of_a_wiki_counts_its_answers(workspace):
    assert "answer" not in run(workspace.root, "status").stdout
    kept(workspace)
    assert "2 articles, 2 source pages, 1 answer\n" in run(workspace.root, "status").stdout


AT = "2026-01-02T03:04:05Z"


def aged(workspace):
    """An answer of an earlier day."""
    kept(workspace)
    text = re.sub('at: "[^"]*"', f'at: "{AT}"', page(workspace))
    (workspace.wiki / PAGE).write_text(text)
    return workspace.pages()


@pytest.mark.parametrize(
    ("event", "told"),
    [
        pytest.param({"event": "compile", "added": ["sources/talk.md"]}, ["a newer source"], id="compiled"),
        pytest.param(
            {"event": "ingest", "sources": ["sources/talk.md", "sources/article.md"]},
            ["2 newer sources"],
            id="ingested",
        ),
        pytest.param({"event": "compile", "changed": ["sources/talk.md"]}, [], id="a page that only changed"),
        pytest.param({"event": "compile", "added": ["sources/other.md"]}, [], id="a source of other pages"),
        pytest.param({"event": "compile", "added": ["sources/talk.md"], "at": AT}, [], id="not after it"),
    ],
)
def test_an_answer_is_outdated_when_its_pages_have_newer_sources(workspace, event, told):
    found = [*outdated(aged(workspace), [{"at": "2026-02-03T04:05:06Z", **event}])]
    assert [one.message for one in found] == [
        f"was asked before {what} on the pages that it comes from" for what in told
    ]


def test_an_outdated_answer_is_told_with_what_to_do(workspace):
    aged(workspace)
    (workspace.raw / "more.txt").write_text("The Harlow Barrage was closed for a week in 2021 by a storm.\n")
    recompile(workspace)
    told = run(workspace.root, "status").stdout
    assert f"info: wiki/{PAGE}: was asked before" in told
    assert f"Ask again: kb ask --save '{COST}'" in told

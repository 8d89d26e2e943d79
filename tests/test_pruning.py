"""Remembered replies are whole, and kept as long as a page needs them."""

import pytest

from kb.choices import Choices
from kb.compiling import compile_workspace
from kb.errors import KBError
from kb.llm.replies import Remembered
from kb.pruning import faults, kept, shapes, unneeded
from kb.workspace import Workspace
from models import paid
from workspaces import ARTICLE, TALK, silent

KEY = "0" * 32


@pytest.fixture
def workspace(tmp_path):
    made = Workspace.create(tmp_path / "w")
    (made.raw / "article.txt").write_text(ARTICLE)
    (made.raw / "talk.txt").write_text(TALK)
    compile_workspace(made, silent)
    return made


def test_every_reply_of_a_compile_is_whole(workspace):
    assert len(list(kept(workspace))) > 3
    assert faults(list(kept(workspace))) == {}


def test_decisions_stay_though_the_concept_table_holds_them_for_a_wiki_from_nothing_needs_them(workspace):
    assert "resolve" in {one.reply.stage for one in kept(workspace)}
    assert unneeded(workspace, silent) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param('{"stage": "extract", "rep', "holds no whole reply", id="cut short"),
        pytest.param("", "holds no whole reply", id="empty"),
        pytest.param('{"stage": "extract", "reply": "{\\"stat"}', "can't be used", id="a reply cut short"),
        pytest.param('{"stage": "extract", "reply": "{}"}', "can't be used", id="another shape"),
        pytest.param('{"stage": "dream", "reply": "{}"}', "stage 'dream'", id="a stage that is none"),
    ],
)
def test_a_broken_reply_is_named(workspace, text, fault):
    path = workspace.replies.path(KEY)
    workspace.write(path, text)
    found = faults(list(kept(workspace)))
    assert list(found) == [path]
    assert fault in found[path]


def test_every_prompt_has_a_stage_with_a_shape(workspace):
    assert shapes().keys() >= workspace.prompts().keys()


def test_what_an_edit_left_behind_is_not_needed(workspace):
    before = {one.key for one in kept(workspace)}
    (workspace.raw / "article.txt").write_text(ARTICLE.replace("90", "95"))
    compile_workspace(workspace, silent)
    gone = {one.key for one in unneeded(workspace, silent)}
    assert gone
    assert gone < before


def test_without_what_is_not_needed_nothing_is_asked_again(workspace):
    (workspace.raw / "article.txt").write_text(ARTICLE.replace("90", "95"))
    compile_workspace(workspace, silent)
    for one in unneeded(workspace, silent):
        workspace.remove(one.path)
    (workspace.state / "compiled.json").unlink()
    assert compile_workspace(workspace, silent).asked == {}


@pytest.mark.parametrize("stage", ["answer", "judge_answer", "draft_questions"])
def test_answers_are_kept_unless_they_are_asked_for(workspace, stage):
    before = unneeded(workspace, silent)
    workspace.replies.put(KEY, Remembered(stage, "m", "{}"))
    assert unneeded(workspace, silent) == before
    assert {one.key for one in unneeded(workspace, silent, answers=True)} == {KEY, *(one.key for one in before)}


def test_another_engines_replies_are_not_needed(workspace):
    extractive = {one.key for one in kept(workspace) if one.reply.stage != "resolve"}
    engine, _ = paid()
    compile_workspace(workspace, silent, Choices(engine="claude"), engine)
    assert {one.key for one in unneeded(workspace, silent, chosen=engine)} == extractive


def test_where_replies_are_missing_nothing_can_be_told(workspace):
    (workspace.raw / "new.txt").write_text("The Harlow Barrage was closed for a week in 2021 by a storm.\n")
    with pytest.raises(KBError, match="replies of the extractive engine are missing") as caught:
        unneeded(workspace, silent)
    assert "kb compile" in caught.value.hint

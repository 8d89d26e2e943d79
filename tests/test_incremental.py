"""What is asked again, and what is written again, after each kind of edit."""

import shutil

import pytest

from kb.compiling import compile_workspace
from kb.ingesting import ingest
from kb.stages.describe import DESCRIBE, Opening
from kb.workspace import Workspace
from workspaces import ARTICLE, TALK, silent


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    workspace = Workspace.create(tmp_path_factory.mktemp("compiled"))
    (workspace.raw / "article.txt").write_text(ARTICLE)
    (workspace.raw / "talk.txt").write_text(TALK)
    compile_workspace(workspace, silent)
    return workspace


@pytest.fixture
def workspace(compiled, tmp_path):
    """A copy of the compiled workspace, looked over once since copies are other files: every test edits its own."""
    shutil.copytree(compiled.root, tmp_path / "copy")
    copy = Workspace(tmp_path / "copy")
    compile_workspace(copy, silent)
    return copy


def edit(workspace, name, before, after):
    file = workspace.raw / name
    text = file.read_text()
    assert before in text
    file.write_text(text.replace(before, after))


def snapshot(workspace):
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in workspace.wiki.rglob("*") if path.is_file()}


def moved(workspace):
    paragraphs = ARTICLE.strip().split("\n\n")
    (workspace.raw / "article.txt").write_text("\n\n".join([*paragraphs[1:], paragraphs[0]]) + "\n")


EDITS = [
    pytest.param(lambda w: None, [], id="nothing changed"),
    pytest.param(lambda w: edit(w, "article.txt", " is a tidal", "  is a tidal"), [], id="white space"),
    pytest.param(moved, [], id="a paragraph moved"),
    pytest.param(lambda w: (w.raw / "talk.txt").rename(w.raw / "interview.txt"), [], id="a source renamed"),
    pytest.param(
        lambda w: edit(w, "article.txt", "Nice day today.", "What a nice day!"),
        ["extract"],
        id="an edit that changes no claim: early cutoff",
    ),
    pytest.param(
        lambda w: edit(w, "article.txt", "90 megawatts", "95 megawatts"),
        ["compose", "extract", "summarise"],
        id="a claim changed",
    ),
    pytest.param(
        lambda w: (w.raw / "other.txt").write_text("The Harlow Barrage was closed for a week in 2021 by a storm.\n"),
        ["compose", "extract", "summarise"],
        id="a source added: only what it says something about",
    ),
]


@pytest.mark.parametrize(("change", "asked"), EDITS)
def test_only_what_an_edit_touches_is_asked(workspace, change, asked):
    change(workspace)
    assert sorted(compile_workspace(workspace, silent).asked) == asked


def test_unchanged_input_writes_nothing(workspace):
    before = snapshot(workspace)
    assert compile_workspace(workspace, silent).current
    assert snapshot(workspace) == before


def test_a_compile_with_nothing_to_do_still_counts_what_the_wiki_holds(workspace):
    (workspace.state / "compiled.json").unlink()
    fresh, again = compile_workspace(workspace, silent), compile_workspace(workspace, silent)
    assert fresh.claims > fresh.sources == 2
    assert (again.sources, again.claims, again.concepts) == (fresh.sources, fresh.claims, fresh.concepts)


def test_unchanged_input_writes_nothing_even_when_nothing_is_remembered(workspace):
    before = snapshot(workspace)
    for folder in ("read", "replies"):
        shutil.rmtree(workspace.state / folder)
    (workspace.state / "compiled.json").unlink()
    report = compile_workspace(workspace, silent)
    assert not report.current
    assert report.update.empty
    assert snapshot(workspace) == before


def test_a_renamed_source_keeps_its_page_and_every_link_to_it(workspace):
    (workspace.raw / "article.txt").rename(workspace.raw / "the_barrage.txt")
    report = compile_workspace(workspace, silent)
    assert report.update.changed == ["sources/article.md"]
    assert report.update.added == report.update.removals == []


def test_a_renamed_source_is_described_by_the_same_request(workspace):
    sources = ingest(workspace, {}, silent).sources
    (workspace.raw / "talk.txt").rename(workspace.raw / "interview.txt")
    renamed = ingest(workspace, {}, silent).sources
    before, after = ({DESCRIBE.request(Opening.of(s), workspace.prompts()) for s in of} for of in (sources, renamed))
    assert before == after


def test_a_removed_source_takes_its_claims_with_it_and_nothing_else(workspace):
    (workspace.raw / "talk.txt").unlink()
    compile_workspace(workspace, silent)
    text = "".join(path.read_text() for path in workspace.wiki.rglob("*.md") if path.name != "log.md")
    assert "310 million" not in text
    assert "40 tonnes" in text


def test_a_source_that_comes_back_costs_nothing(workspace):
    before = {path: data for path, (_, data) in snapshot(workspace).items() if path.name != "log.md"}
    (workspace.raw / "talk.txt").rename(workspace.root / "away.txt")
    compile_workspace(workspace, silent)
    (workspace.root / "away.txt").rename(workspace.raw / "talk.txt")
    assert compile_workspace(workspace, silent).asked == {}
    after = {path: data for path, (_, data) in snapshot(workspace).items() if path.name != "log.md"}
    assert {p: d.split(b"generated")[0] for p, d in after.items()} == {
        p: d.split(b"generated")[0] for p, d in before.items()
    }


def test_the_order_of_files_does_not_matter(compiled, tmp_path):
    other = Workspace.create(tmp_path / "other")
    for file in sorted(compiled.raw.iterdir(), reverse=True):
        shutil.copy(file, other.raw)
        compile_workspace(other, silent)
    mine, theirs = ({p.name for p in w.wiki.rglob("*.md")} for w in (compiled, other))
    assert mine == theirs


def test_a_copy_of_a_source_changes_no_article(workspace):
    shutil.copy(workspace.raw / "article.txt", workspace.raw / "a_copy.txt")
    outcome = compile_workspace(workspace, silent)
    assert [path for path in outcome.update.changed if path.startswith("concepts/")] == []
    assert outcome.asked == {"summarise": 1}

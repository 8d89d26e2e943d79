"""kb lint --changed: what git says differs, and where other pages lead to it."""

import os
import subprocess

import pytest

from kb import changes
from kb.errors import KBError, UsageError
from workspaces import run, run_apart

PAGE = "---\ntype: Note\ntitle: {0}\ndescription: {0}.\n---\n"
AUTHOR = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(folder, *words):
    around = {**os.environ, **AUTHOR, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *words], cwd=folder, env=around, check=True, capture_output=True
    )


def commit(folder):
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "all", "--allow-empty")


@pytest.fixture
def repository(tmp_path):
    """A workspace below the top of a repository, with faults in every page."""
    root = tmp_path / "docs"
    (root / "wiki").mkdir(parents=True)
    (root / "kb.yaml").write_text("lint: {select: [LNK001]}\n")
    for name in "abc":
        text = PAGE.format(name) + f"[[{name}]] [[nowhere]]\n\nSee [[b]].\n"
        (root / "wiki" / f"{name}.md").write_text(text)
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    return root


def told(root, *words):
    """The places that are told."""
    lines = run(root, "lint", "--changed", *words).stdout.splitlines()
    return [line.partition(": ")[0] for line in lines if ": LNK001" in line]


def test_nothing_is_told_when_nothing_differs(repository):
    assert told(repository) == []


@pytest.mark.parametrize("staged", [False, True], ids=["in the work tree", "in the index"])
def test_a_page_that_differs_is_told(repository, staged):
    (repository / "wiki" / "a.md").write_text(PAGE.format("a") + "New: [[nowhere]]\n")
    if staged:
        git(repository, "add", "-A")
    assert told(repository) == ["wiki/a.md:6:6"]


def test_a_page_that_differs_in_the_index_alone_is_told(repository):
    page = repository / "wiki" / "a.md"
    before = page.read_text()
    page.write_text("Other.")
    git(repository, "add", "-A")
    page.write_text(before)
    assert told(repository) == ["wiki/a.md:6:7"]


def test_a_page_that_git_does_not_know_is_told(repository):
    (repository / "wiki" / "ü new.md").write_text("[[nowhere]]\n")
    assert told(repository) == ["wiki/ü new.md:1:1"]


def test_only_what_differs_is_fixed(repository):
    (repository / "wiki" / "d.md").write_text(PAGE.format("d"))
    for name in "ac":
        (repository / "wiki" / f"{name}.md").write_text(PAGE.format(name) + "[d](D.md)\n")
    commit(repository)
    (repository / "wiki" / "a.md").write_text(PAGE.format("a") + "New: [d](D.md)\n")
    run(repository, "lint", "--fix", "--changed", "--select", "LNK006")
    assert [(repository / "wiki" / f"{name}.md").read_text()[-9:] for name in "ac"] == [
        "[d](d.md)\n"[-9:],
        "[d](D.md)\n"[-9:],
    ]


def test_where_others_lead_to_a_page_that_is_gone_is_told(repository):
    (repository / "wiki" / "b.md").unlink()
    assert told(repository) == ["wiki/a.md:8:5", "wiki/c.md:8:5"]


def test_a_file_outside_the_workspace_is_none_of_ours(repository):
    (repository.parent / "wiki").mkdir()
    (repository.parent / "wiki" / "a.md").write_text("Elsewhere.")
    assert told(repository) == []


def test_a_commit_may_be_named(repository):
    (repository / "wiki" / "a.md").write_text(PAGE.format("a") + "[[nowhere]]\n")
    commit(repository)
    assert told(repository) == []
    assert told(repository, "HEAD~1") == ["wiki/a.md:6:1"]


def test_three_dots_mean_since_the_branches_parted(repository):
    git(repository, "checkout", "-qb", "mine")
    (repository / "wiki" / "a.md").write_text(PAGE.format("a") + "[[nowhere]]\n")
    commit(repository)
    git(repository, "checkout", "-q", "main")
    (repository / "wiki" / "c.md").write_text(PAGE.format("c") + "[[elsewhere]]\n")
    commit(repository)
    git(repository, "checkout", "-q", "mine")
    assert told(repository, "main...") == ["wiki/a.md:6:1"]
    assert told(repository, "main") == ["wiki/a.md:6:1", "wiki/c.md:6:7"]


def test_before_the_first_commit_everything_differs(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "a.md").write_text("A")
    (tmp_path / "b.md").write_text("B")
    git(tmp_path, "add", "a.md")
    assert changes.changed(tmp_path) == {"a.md", "b.md"}


def test_a_citation_of_what_changed_is_told(repository):
    talk = repository / "wiki" / "talk.md"
    quoting = 'Eels swim.[^t]\n\nEels fly.\n\n[^t]: "Eels swim." — [Talk](talk.md#^k1)\n'
    head = "---\ntype: Concept\ntitle: E\ndescription: E.\ngenerated: {by: kb}\n---\n"
    (repository / "kb.yaml").write_text("lint: {select: [CIT001, CIT003]}\n")
    talk.write_text(PAGE.format("Talk").replace("Note", "Source") + "Eels swim. ^k1\n")
    (repository / "wiki" / "e.md").write_text(head + quoting)
    commit(repository)
    talk.write_text(talk.read_text().replace("swim", "sleep"))
    said = run(repository, "lint", "--changed").stdout
    assert "wiki/e.md:11" in said
    assert "wiki/e.md:9" not in said


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        pytest.param("nobody", "git knows no commit 'nobody'", id="no such commit"),
        pytest.param("--output=x", "git knows no commit '--output=x'", id="an option is no commit"),
        pytest.param("main..HEAD", "is not what the files here can be compared with", id="two dots"),
        pytest.param("main...other", "is not what the files here can be compared with", id="another branch's files"),
        pytest.param("HEAD:wiki/a.md", "git knows no commit", id="a file"),
    ],
)
def test_what_is_no_commit_is_a_usage_error(repository, ref, said):
    with pytest.raises(UsageError, match=said):
        changes.changed(repository, ref)


def test_branches_without_a_common_commit_are_told(repository):
    git(repository, "checkout", "-q", "--orphan", "lonely")
    (repository / "kb.yaml").write_text("")
    commit(repository)
    with pytest.raises(UsageError, match="in common"):
        changes.changed(repository, "main...")


def test_without_a_repository_it_ends_with_2(tmp_path):
    (tmp_path / "kb.yaml").touch()
    done = run(tmp_path, "lint", "--changed")
    assert (done.returncode, "is in no git repository" in done.stderr) == (2, True)


def test_without_git_it_ends_with_3(repository, tmp_path):
    done = run_apart(repository, "lint", "--changed", environment={"PATH": str(tmp_path)})
    assert (done.returncode, "git is not installed" in done.stderr) == (3, True)
    assert KBError.exit_code == 3


def test_a_wiki_that_git_ignores_is_not_called_clean(repository):
    (repository / ".gitignore").write_text("wiki/\n")
    git(repository, "rm", "-rq", "--cached", "wiki")
    commit(repository)
    assert "git ignores wiki/" in run(repository, "lint", "--changed").stderr


def test_a_repository_can_run_no_program_of_its_own(repository):
    git(repository, "config", "core.fsmonitor", "touch ../ran; false")
    git(repository, "config", "diff.external", "touch ../ran; false")
    (repository / "wiki" / "a.md").write_text("Other.")
    assert changes.changed(repository) == {"wiki/a.md"}
    assert not list(repository.parent.rglob("ran"))


def test_git_variables_of_a_hook_do_not_lead_elsewhere(repository, tmp_path):
    (repository / "wiki" / "a.md").write_text("Other.\n\n[[nowhere]]\n")
    done = run_apart(repository, "lint", "--changed", environment={"GIT_DIR": str(tmp_path / "none")})
    assert "wiki/a.md:3:1" in done.stdout


def test_the_top_of_a_repository_is_found_without_git(repository):
    assert [changes.top(folder) for folder in (repository, repository.parent)] == ["docs/", ""]


def test_reports_for_github_name_files_from_the_top(repository):
    assert "::error file=docs/wiki/a.md,line=6," in run(repository, "lint", "--format", "github").stdout

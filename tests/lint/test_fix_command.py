"""kb lint --fix, --unsafe-fixes and --diff, as they are typed: what is written, told, and left alone."""

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from kb import fixing
from kb.lint.mending import SAFE, Mended
from kb.lint.run import check
from kb.workspace import Workspace
from lint.disk import on_disk
from workspaces import run

FRONT = b"---\ntype: Answer\ntitle: A\ndescription: A.\n---\n"
VOLVO = b"---\ntype: Answer\ntitle: Volvo Cars\ndescription: Cars.\n---\n"
FAULTY = FRONT + b"[[Volvo Cars]] and [[Saab]]\r\nA.[^1]\n\n[^1]: B.\n\n[^2]: C."
MENDED = FAULTY.replace(b"[[Volvo", b"[[volvo-cars|Volvo")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("raw", "wiki"):
        (tmp_path / folder).mkdir()
    (tmp_path / "kb.yaml").write_text("")
    (tmp_path / "wiki" / "a.md").write_bytes(FAULTY)
    (tmp_path / "wiki" / "volvo-cars.md").write_bytes(VOLVO)
    return tmp_path


def test_fix_mends_the_page_and_reports_what_is_left(root: Path) -> None:
    done = run(root, "lint", "--fix")
    assert (root / "wiki" / "a.md").read_bytes() == MENDED
    assert done.returncode == 1
    assert "Fixed 1 finding in 1 page." in done.stderr
    assert "no file for the link to Saab" in done.stdout
    assert "Volvo" not in done.stdout


def test_fixing_again_changes_nothing(root: Path) -> None:
    run(root, "lint", "--fix")
    before = (root / "wiki" / "a.md").stat().st_mtime_ns
    assert "Fixed 0 findings in 0 pages." in run(root, "lint", "--fix").stderr
    assert (root / "wiki" / "a.md").stat().st_mtime_ns == before


def test_a_wiki_that_fixes_make_clean_exits_with_0(root: Path) -> None:
    (root / "wiki" / "a.md").write_bytes(FRONT + b"[[Volvo Cars]]\n")
    assert run(root, "lint", "--fix", "--strict").returncode == 0


def test_only_what_is_selected_is_fixed(root: Path) -> None:
    run(root, "lint", "--fix", "--ignore", "LNK001")
    assert (root / "wiki" / "a.md").read_bytes() == FAULTY


def test_unsafe_fixes_are_applied_only_when_asked_for(root: Path) -> None:
    (root / "wiki" / "b.md").write_text("No front matter.\n")
    run(root, "lint", "--fix")
    assert (root / "wiki" / "b.md").read_text() == "No front matter.\n"
    run(root, "lint", "--unsafe-fixes")
    assert (root / "wiki" / "b.md").read_text() == "---\ntype: Note\n---\nNo front matter.\n"
    assert (root / "wiki" / "a.md").read_bytes() == MENDED


def test_standard_output_stays_one_json_object(root: Path) -> None:
    done = run(root, "lint", "--fix", "--json")
    assert [one["code"] for one in json.loads(done.stdout)["diagnostics"]] == ["LNK001", "CIT002"]


def test_diff_writes_nothing_and_exits_with_1_when_something_would_change(root: Path) -> None:
    done = run(root, "lint", "--diff")
    assert done.returncode == 1
    assert "+[[volvo-cars|Volvo Cars]] and [[Saab]]\r\n" in done.stdout
    assert "# suggestion: wiki/a.md:11: CIT002 Take the definition of [^2] out\n" in done.stdout
    assert "Would fix 1 finding in 1 page." in done.stderr
    assert (root / "wiki" / "a.md").read_bytes() == FAULTY


def test_diff_exits_with_0_when_there_are_only_suggestions(root: Path) -> None:
    (root / "wiki" / "a.md").write_bytes(MENDED)
    assert run(root, "lint", "--diff").returncode == 0


@pytest.mark.skipif(shutil.which("git") is None, reason="git applies the diff")
def test_git_makes_of_the_diff_what_fix_writes(root: Path) -> None:
    (root / "fix.patch").write_bytes(run(root, "lint", "--diff").stdout.encode())
    subprocess.run(["git", "apply", "fix.patch"], cwd=root, check=True, capture_output=True)
    assert (root / "wiki" / "a.md").read_bytes() == MENDED


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(FAULTY.replace(b"Saab", b"Z\xfcrich"), id="that is not UTF-8"),
        pytest.param(b"\xff\xfe" + FAULTY.decode().encode("utf-16-le"), id="in UTF-16"),
    ],
)
def test_a_page_is_left_alone(root: Path, data: bytes) -> None:
    (root / "wiki" / "a.md").write_bytes(data)
    run(root, "lint", "--unsafe-fixes")
    assert (root / "wiki" / "a.md").read_bytes() == data


def test_a_page_that_is_a_link_to_elsewhere_stays_one(root: Path) -> None:
    (root / "wiki" / "a.md").rename(root / "elsewhere.md")
    (root / "wiki" / "a.md").symlink_to(root / "elsewhere.md")
    assert "Left alone: wiki/a.md" in run(root, "lint", "--fix").stderr
    assert (root / "wiki" / "a.md").is_symlink()
    assert (root / "elsewhere.md").read_bytes() == FAULTY


def test_who_may_read_a_page_stays_the_same(root: Path) -> None:
    (root / "wiki" / "a.md").chmod(0o600)
    run(root, "lint", "--fix")
    assert (root / "wiki" / "a.md").stat().st_mode & 0o777 == 0o600


def found(root: Path) -> Mended:
    return fixing.mended(Workspace(root), on_disk(root), check, SAFE)


def test_a_page_that_is_saved_after_it_was_linted_is_left_alone_and_told(root: Path) -> None:
    bundle = on_disk(root)
    (root / "wiki" / "a.md").write_bytes(FAULTY + b" More.")
    done = fixing.mended(Workspace(root), bundle, check, SAFE)
    assert (done.texts, list(done.left)) == ({}, ["wiki/a.md"])


def test_a_page_that_is_saved_before_its_fix_is_written_is_left_alone_and_told(root: Path) -> None:
    done = found(root)
    (root / "wiki" / "a.md").write_bytes(FAULTY + b" More.")
    assert [one.path for one in fixing.write(Workspace(root), done)] == ["wiki/a.md"]
    assert (root / "wiki" / "a.md").read_bytes() == FAULTY + b" More."
    assert done.findings == 0


MANY = [f"page-{number}.md" for number in range(60)]


def killed_after(seconds: float, root: Path, done: Mended) -> bool:
    """Write fixes in a process that the kernel ends after `seconds` of its own work; whether it was ended."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        fixing.write(Workspace(root), done)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_whenever_it_is_killed_a_page_is_whole_as_it_was_or_whole_as_it_should_be(root: Path) -> None:
    wiki = root / "wiki"
    for name in MANY:
        (wiki / name).write_bytes(FAULTY)
    done = found(root)
    # The first time it takes longer than ever again.
    fixing.write(Workspace(root), done)
    for name in MANY:
        (wiki / name).write_bytes(FAULTY)
    start = time.process_time()
    fixing.write(Workspace(root), done)
    takes, killed = time.process_time() - start, 0
    for moment in range(10):
        for name in MANY:
            (wiki / name).write_bytes(FAULTY)
        (wiki / "a.md").write_bytes(FAULTY)
        killed += killed_after(takes * (moment + 0.5) / 10, root, done)
        assert {(wiki / name).read_bytes() for name in MANY} <= {FAULTY, MENDED}
        assert sorted(path.name for path in wiki.iterdir()) == sorted([*MANY, "a.md", "volvo-cars.md"])
    assert killed

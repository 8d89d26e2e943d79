"""The wiki of this repository is what kb makes of the sample in raw/ and the replies beside it, without a key."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from house.tree import ROOT, SRC

GENERATED = re.compile(rb'^generated: .*at: "[^"]+"', re.MULTILINE)


def built(workspace: Path) -> subprocess.CompletedProcess[str]:
    """What `kb build` said there."""
    return said(workspace, "build")


def said(workspace: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What kb said there, without a key."""
    kb = [sys.executable, "-m", "kb", *words]
    keyless = {name: value for name, value in os.environ.items() if not name.startswith("ANTHROPIC_")}
    environment = {**keyless, "PYTHONPATH": str(SRC)}
    return subprocess.run(kb, cwd=workspace, env=environment, capture_output=True, text=True, check=False)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A workspace with the sample's raw files, settings and remembered replies, and no wiki."""
    copytree(ROOT / "raw", tmp_path / "raw")
    copytree(ROOT / ".kb" / "replies", tmp_path / ".kb" / "replies")
    (tmp_path / "kb.yaml").write_bytes((ROOT / "kb.yaml").read_bytes())
    return tmp_path


def test_compiling_the_sample_again_changes_nothing(empty: Path) -> None:
    copytree(ROOT / "wiki", empty / "wiki")
    copytree(ROOT / ".kb" / "journal", empty / ".kb" / "journal")
    (empty / "concepts.yaml").write_bytes((ROOT / "concepts.yaml").read_bytes())
    run = built(empty)
    assert run.returncode == 0, run.stdout + run.stderr
    assert tree(empty / "wiki") == tree(ROOT / "wiki")


def test_compiling_the_sample_from_nothing_gives_the_same_pages(empty: Path) -> None:
    run = built(empty)
    assert run.returncode == 0, run.stdout + run.stderr
    fresh, committed = tree(empty / "wiki"), tree(ROOT / "wiki")
    assert fresh.keys() == committed.keys()
    changed = [name for name in fresh if GENERATED.sub(b"", fresh[name]) != GENERATED.sub(b"", committed[name])]
    assert [name for name in changed if name != "log.md"] == []


def test_every_reply_is_signed_by_who_wrote_it() -> None:
    signed = {json.loads(path.read_bytes())["model"] for path in (ROOT / ".kb" / "replies").rglob("*.json")}
    assert signed == {"desk"}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["--retrieval", "--min", "in_prompt=0.9,mrr=0.7"], id="the search alone"),
        pytest.param(["--engine", "extractive", "--min", "abstention=1,answered=0.6"], id="by rule"),
    ],
)
def test_the_samples_questions_are_answered_without_a_key(empty: Path, words: list[str]) -> None:
    copytree(ROOT / "wiki", empty / "wiki")
    (empty / "eval.yaml").write_bytes((ROOT / "eval.yaml").read_bytes())
    run = said(empty, "eval", *words)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_question_of_make_wiki_is_answered_without_a_key(empty: Path) -> None:
    (question,) = re.findall(r"^ASK \?= (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    copytree(ROOT / "wiki", empty / "wiki")
    answered = said(empty, "ask", question)
    assert answered.returncode == 0, answered.stdout + answered.stderr

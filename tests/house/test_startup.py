"""Asking for help is instant: nothing heavy is imported before there is work for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from house.tree import SRC
from kb.workspace import Workspace

HEAVY = {
    "anthropic",
    "httpx",
    "pydantic",
    "rich",
    "numpy",
    "sqlite3",
    "yaml",
    "markdown_it",
    "py3langid",
    "charset_normalizer",
    "pypdfium2",
    "mammoth",
    "defusedxml",
}

PROGRAM = """
import sys
from kb.cli import main
try:
    main()
except SystemExit:
    pass
print("imported:", *sys.modules, file=sys.stderr)
"""


def imported(words: list[str], where: Path, **environment: str) -> set[str]:
    """The modules that a run of kb in a folder has in the end."""
    kb, around = [sys.executable, "-c", PROGRAM, *words], {**os.environ, "PYTHONPATH": str(SRC), **environment}
    run = subprocess.run(kb, cwd=where, env=around, capture_output=True, text=True, check=False)
    assert run.stdout, run.stderr
    return set(run.stderr.rpartition("imported:")[2].split())


@pytest.mark.parametrize("words", [["--help"], ["lint", "--help"], ["--version"]], ids=" ".join)
def test_help_imports_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    modules = imported(words, tmp_path)
    assert "kb.cli" in modules
    assert modules & HEAVY == set()


@pytest.mark.parametrize("words", [["lint"], ["status"], ["compile"]], ids=" ".join)
def test_what_asks_no_model_does_not_import_one_even_with_a_key(words: list[str], tmp_path: Path) -> None:
    Workspace.create(tmp_path)
    modules = imported(words, tmp_path, ANTHROPIC_API_KEY="any", ANTHROPIC_BASE_URL="http://127.0.0.1:9")
    assert "kb.cli" in modules
    assert modules & {"anthropic", "httpx2"} == set()

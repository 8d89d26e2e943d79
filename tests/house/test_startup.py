"""Asking for help is instant: nothing heavy is imported before there is work for it."""

import os
import subprocess
import sys

import pytest

from house.tree import SRC

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


@pytest.mark.parametrize("words", [["--help"], ["lint", "--help"], ["--version"]], ids=" ".join)
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    kb, where = [sys.executable, "-c", PROGRAM, *words], {**os.environ, "PYTHONPATH": str(SRC)}
    run = subprocess.run(kb, env=where, capture_output=True, text=True, check=False)
    assert run.stdout, run.stderr
    imported = set(run.stderr.rpartition("imported:")[2].split())
    assert "kb.cli" in imported
    assert imported & HEAVY == set()

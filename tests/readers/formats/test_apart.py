"""Parsers in processes of their own."""

from pathlib import Path

import pytest

from kb.readers.unpacking.apart import Died, ask

pytestmark = pytest.mark.apart


def test_a_parser_that_hangs_is_killed_and_named() -> None:
    assert ask("readers.formats.busy", b"", 0.5) == Died("kept its parser busy for more than 0.5 seconds")


def test_a_parser_that_crashes_is_told_apart() -> None:
    assert ask("readers.formats.nothing_of_this_name", b"") == Died("made its parser crash")


def test_the_folder_kb_runs_in_names_no_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert ask("json.tool", b"1") == b"1\n"

"""The front page keeps its word: its links lead somewhere, its commands exist."""

import re
from urllib.parse import unquote

import pytest
from typer.main import get_command

from house.tree import ROOT
from kb.cli import app

PAGES = ["README.md", "CHANGELOG.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_resolves(page: str) -> None:
    text = re.sub(r"(?s)```.*?```|`[^`\n]*`", "", (ROOT / page).read_text(encoding="utf-8"))
    targets = [unquote(target) for target in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in target]
    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


def test_every_command_in_the_readme_exists() -> None:
    named = set(re.findall(r"(?:^|^\$ |`)kb ([a-z]+)", README, re.MULTILINE))
    assert named
    assert named <= set(getattr(get_command(app), "commands", {}))


def test_every_make_target_in_the_readme_exists() -> None:
    named = set(re.findall(r"^(?:\$ )?make ([a-z]+)", README, re.MULTILINE)) | set(
        re.findall(r"`make ([a-z]+)`", README)
    )
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def test_the_readme_is_read_in_one_go() -> None:
    assert len(README.splitlines()) <= 150

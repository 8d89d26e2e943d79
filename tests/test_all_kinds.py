"""A raw folder with every kind in it is ingested, compiled and linted by the commands themselves, without a fault."""

import json
from pathlib import Path

import pytest

from specimens import specimens
from workspaces import run

REFUSED = {"book-with-drm.epub", "locked.pdf", "scan.pdf"}
# Rightly found: pages of files that were refused or left aside, and a link of a note to one that nobody wrote.
EXPECTED = "unread-source,unresolved-link"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kinds")
    for specimen in specimens():
        specimen.put(folder / "raw")
    assert run(folder, "init", ".").returncode == 0
    return folder


def test_every_kind_is_ingested_compiled_and_linted_without_a_fault(folder: Path) -> None:
    ingested = json.loads(run(folder, "ingest", "--json").stdout)
    refused = {Path(one["path"]).name for one in ingested["diagnostics"] if one["severity"] == "error"}
    assert refused == REFUSED
    compiled = run(folder, "compile", "--json")
    assert compiled.returncode in (0, 1), compiled.stderr
    pages = [path.read_text(encoding="utf-8") for path in (folder / "wiki" / "sources").glob("*.md")]
    kinds = {line.removeprefix("kind: ") for page in pages for line in page.split("\n") if line.startswith("kind: ")}
    assert len(kinds) == 23 and all("status: stable" in page for page in pages if "type: Source" in page)
    linted = run(folder, "lint", "--strict", "--ignore", EXPECTED)
    assert linted.returncode == 0, linted.stdout

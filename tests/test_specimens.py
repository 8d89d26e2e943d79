"""What each specimen is read as, exactly as its golden file says; and what holds for every reading there is."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from kb import readers
from kb.digest import Digest
from kb.knowledge import Raw, Reading, Source, SourceId
from kb.markup import readable
from kb.readers.folders import FOLDERS
from kb.readers.formats import FORMATS
from kb.readers.reader import Aside, Unreadable
from kb.wiki.scan import scan
from kb.wiki.source_page import TEXT, text
from readers.readable import harms
from specimens import GOLDEN, Specimen, found, specimens
from specimens.golden import told, without_extras

ALL = specimens()
IN_PROCESSES_OF_THEIR_OWN = {f"formats.{name}" for name in ("docx", "epub", "pdf", "slides", "workbook")}


@pytest.fixture(scope="module", params=ALL, ids=[one.name for one in ALL])
def specimen(request: pytest.FixtureRequest) -> Specimen:
    """Of the module's scope, so that the tests of one specimen follow each other and it is read once."""
    return request.param


def golden(specimen: Specimen) -> dict[str, object]:
    return yaml.safe_load(specimen.golden.read_text(encoding="utf-8"))


def readings(name: str) -> tuple[Reading, ...]:
    what = found(name)
    return () if isinstance(what, Unreadable | Aside) else what


def test_it_is_read_as_its_golden_file_says(specimen: Specimen) -> None:
    assert told(specimen) == {name: said for name, said in golden(specimen).items() if name != "extra"}


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {one.golden.name for one in ALL}


def modules_with_a_kind() -> Iterator[str]:
    """The modules that take files or folders, as their source shows them."""
    top = Path(readers.__file__).parent
    for path in top.rglob("*.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        names = {ast.unparse(node.targets[0]) for node in body if isinstance(node, ast.Assign)}
        functions = {node.name for node in body if isinstance(node, ast.FunctionDef)}
        if "kind" in names and "recognise" in functions:
            yield ".".join(path.relative_to(top).with_suffix("").parts).removesuffix(".__init__")


def test_every_reader_format_and_folder_has_a_specimen() -> None:
    asked = {str(one.__name__).removeprefix("kb.readers.") for one in (*readers.READERS, *FORMATS, *FOLDERS)}
    assert set(modules_with_a_kind()) == asked
    assert {one.reader for one in ALL} == asked


def test_reading_it_twice_gives_the_same(specimen: Specimen) -> None:
    # What a process of its own reads was read by another one when the golden file was written.
    if specimen.reader not in IN_PROCESSES_OF_THEIR_OWN and specimen.name != "table.parquet":
        assert specimen.read() == found(specimen.name)


def test_the_ids_of_its_blocks_and_the_names_of_its_parts_are_its_own(specimen: Specimen) -> None:
    for reading in readings(specimen.name):
        assert [name for name, count in Counter(block.id for block in reading.blocks).items() if count > 1] == []
    parts = Counter((reading.part, reading.lines) for reading in readings(specimen.name))
    assert [part for part, count in parts.items() if count > 1] == []


def test_its_words_are_fit_to_be_read(specimen: Specimen) -> None:
    assert harms(found(specimen.name)) == []


def test_its_page_holds_its_blocks_by_their_ids(specimen: Specimen) -> None:
    for reading in readings(specimen.name):
        source = Source(SourceId("s"), Raw("raw/s", Digest("0" * 64)), reading)
        page = scan("wiki/sources/s.md", f"---\ntype: Source\n---\n# S\n\n{TEXT}\n\n{text(source)}\n")
        words = {block.id: re.findall(r"\w+", block.text) for block in source.blocks if block.citable}
        shown = {block.id: re.findall(r"\w+", readable(block.markdown)) for block in page.blocks if block.id in words}
        assert shown == words


@pytest.mark.parametrize("specimen", [one for one in ALL if "extra" in golden(one)], ids=lambda one: one.name)
def test_who_lacks_what_it_needs_is_told_how_to_get_it(specimen: Specimen) -> None:
    assert without_extras(specimen) == golden(specimen)["extra"]

"""A downloaded `project-main.zip` is the repository, and each page that is written in it."""

import io
import zipfile

import pytest

from kb import readers
from kb.readers.formats import FORMATS, repository_zip
from kb.readers.reader import Overrides, Unreadable

COMMIT = "9fdf1a8a6cccf71b7a28ea502a795ed5c358c6f5"
FILES = {
    "pyproject.toml": '[project]\nname = "eelwatch"\ndescription = "Counts the eels that pass a weir."\n',
    "README.md": "# Eelwatch\n\nIt counts eels, at night and **in autumn**.\n",
    "docs/guide.md": "# Guide\n\nPut the camera above the water.\n",
    "docs/empty.md": "",
    "src/eelwatch/__init__.py": "x = 1\n",
    ".github/README.md": "# Hidden\n",
}


def packed(files, top="eelwatch-main/", comment=b""):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for path, text in files.items():
            archive.writestr(top + path, text)
    return data.getvalue()


def read(data):
    return readers.read("eelwatch-main.zip", data, Overrides())


def test_each_page_is_a_reading_that_its_path_names():
    found = read(packed(FILES))
    assert [(one.part, one.title, [block.text for block in one.blocks][:1]) for one in found] == [
        ("", "eelwatch", ["Counts the eels that pass a weir."]),
        ("README.md", "Eelwatch", ["It counts eels, at night and in autumn."]),
        ("docs/guide.md", "Guide", ["Put the camera above the water."]),
    ]


def test_the_commit_is_the_one_that_git_wrote_into_the_archive():
    texts = [block.text for block in read(packed(FILES, comment=COMMIT.encode()))[0].blocks]
    assert f"Commit: {COMMIT}" in texts


def test_a_later_download_keeps_the_parts_and_their_blocks():
    before = read(packed(FILES))
    after = read(packed({**FILES, "docs/more.md": "# More\n\nWords.\n", "README.md": FILES["README.md"] + "\nNew.\n"}))
    later = {one.part: one for one in after}
    assert [set(one.blocks) <= set(later[one.part].blocks) for one in before if one.part] == [True, True]


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        pytest.param(packed(FILES), True, id="in one folder"),
        pytest.param(packed(FILES, top=""), True, id="without a folder around it"),
        pytest.param(packed({"x.lua": "x"}, comment=COMMIT.encode()), True, id="without a manifest, but made by git"),
        pytest.param(packed({"notes.md": "x", "src/a.md": "y"}), False, id="notes"),
        pytest.param(packed({"word/document.xml": "x", "[Content_Types].xml": "y"}, top=""), False, id="a document"),
        pytest.param(packed({"users.json": "[]", "general/2026-01-01.json": "[]"}, top=""), False, id="an export"),
        pytest.param(packed(FILES)[:300], False, id="cut off"),
        pytest.param(b"PK\x03\x04", False, id="the first bytes only"),
        pytest.param(packed({}), False, id="empty"),
    ],
)
def test_a_packed_repository_is_known_by_what_lies_at_its_top(data, taken):
    asked = next((one for one in FORMATS if one.recognise("x.zip", data)), None)
    assert (asked is repository_zip) is taken


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({**FILES, "docs/zeros.txt": "0" * 50_000_000}, "two hundred times", id="a bomb"),
        pytest.param(FILES | {f"src/{n}.py": "" for n in range(10_001)}, "10,000 files", id="too many files"),
    ],
)
def test_an_archive_that_one_cant_bear_is_named(files, message):
    found = read(packed(files))
    assert isinstance(found, Unreadable) and message in found.message


def test_names_that_lead_out_of_the_archive_lead_nowhere():
    found = read(packed({**FILES, "../../escape.md": "# Out\n\nWords.\n", "docs/../../up.md": "# Up\n\nWords.\n"}))
    assert [one.part for one in found] == ["", "README.md", "docs/guide.md"]

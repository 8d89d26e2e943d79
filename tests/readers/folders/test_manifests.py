"""What a project says of itself is read from its manifest; a broken one says nothing and breaks nothing."""

import pytest

from kb.readers.folders.manifests import Manifest, manifest

PACKAGE = """\
{"name": "eels", "license": "ISC", "author": "A. Pike <a@b.test>", "dependencies": {"left-pad": "^1"}}
"""
CARGO = """\
[package]
name = "eels"
license = "MIT"
authors = ["A. Pike <a@b.test>"]
[dependencies]
serde = { version = "1", features = ["derive"] }
"""
GO = """\
module git.test/eels

go 1.22

require (
\tgit.test/x v1.2.3
\tgit.test/y v0.1.0 // indirect
)
"""
SETUP = """\
[metadata]
name = eels
license = MIT
author = A. Pike
[options]
install_requires =
  numpy
"""
POETRY = """\
[tool.poetry]
name = "eels"
authors = ["A. Pike <a@b.test>"]
[tool.poetry.dependencies]
python = "^3.11"
rich = "13"
"""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("package.json", PACKAGE, ("eels", "ISC", ("left-pad ^1",), ("A. Pike",))),
        ("Cargo.toml", CARGO, ("eels", "MIT", ("serde 1",), ("A. Pike",))),
        ("go.mod", GO, ("git.test/eels", "", ("git.test/x v1.2.3",), ())),
        ("setup.cfg", SETUP, ("eels", "MIT", ("numpy",), ("A. Pike",))),
        ("pyproject.toml", POETRY, ("eels", "", ("rich 13",), ("A. Pike",))),
    ],
)
def test_a_manifest_says_who_and_what_and_with_what(name, text, said):
    found = manifest(name, text.encode())
    assert (found.name, found.licence, found.dependencies, found.authors) == said


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("package.json", "[" * 100_000, id="nested without end"),
        pytest.param("package.json", '{"name": ', id="cut off"),
        pytest.param("pyproject.toml", "[project]\nname = 'a'\nname = 'b'", id="a key twice"),
        pytest.param("pyproject.toml", "a = " + "[" * 20_000, id="nested TOML"),
        pytest.param("setup.cfg", "no section", id="no sections"),
        pytest.param("Makefile", "all:", id="of a kind that says nothing"),
    ],
)
def test_a_broken_manifest_is_none(name, text):
    assert manifest(name, text.encode()) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("package.json", '{"name": 7, "dependencies": [1], "author": {"name": null}}', id="wrong types"),
        pytest.param("package.json", "null", id="nothing"),
        pytest.param("pyproject.toml", "project = 3\ntool = []", id="wrong types in TOML"),
        pytest.param("go.mod", "\x00" * 1000, id="no text"),
    ],
)
def test_a_manifest_of_wrong_types_says_nothing(name, text):
    assert manifest(name, text.encode()) == Manifest(name)

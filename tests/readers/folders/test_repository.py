"""A repository is one source, and what in it is written to be read is a source of its own."""

import pytest

from kb.readers import read_folder
from kb.readers.folders import repository
from kb.readers.folders.layout import own
from kb.readers.folders.listing import amount, listing
from kb.readers.folders.openings import opening
from kb.readers.reader import Overrides

COMMIT = "9fdf1a8a6cccf71b7a28ea502a795ed5c358c6f5"
PYPROJECT = """\
[project]
name = "eelwatch"
version = "2.1.0"
description = "Counts the eels that pass a weir."
license = "MIT"
authors = [{ name = "Ada Pike" }]
requires-python = ">=3.11"
dependencies = ["numpy>=2", "rich"]
[project.urls]
Repository = "https://git.test/weir/eelwatch"
"""
FILES = {
    "pyproject.toml": PYPROJECT,
    "src/eelwatch/__init__.py": '"""Counts of eels, from pictures that a camera above the weir takes."""\n',
    "src/eelwatch/counting.py": "x = 1\n" * 100,
    "README.md": "# Eelwatch\n",
    "build/lib/eelwatch/__init__.py": '"""A copy of a package that some program made and put here."""\n',
    ".git/HEAD": "ref: refs/heads/main\n",
    ".git/refs/heads/main": f"{COMMIT}\n",
}


def read(files, name="eelwatch-main"):
    sizes = {path: len(text) for path, text in files.items() if not path.startswith(".")}
    found = read_folder(repository, name, sizes, Overrides(), beside(files))
    return found[0]


def beside(files):
    return lambda path: files[path].encode() if path in files else None


def texts(reading):
    return [block.text for block in reading.blocks]


def test_it_says_what_its_manifest_says():
    reading = read(FILES)
    assert (reading.kind, reading.title, reading.author) == ("repository", "eelwatch", ("Ada Pike",))
    assert texts(reading)[:7] == [
        "Counts the eels that pass a weir.",
        "Version: 2.1.0",
        "Licence: MIT",
        "Needs: Python >=3.11",
        "Written in: Python 100%",
        "Depends on: numpy>=2, rich",
        f"Commit: {COMMIT} on branch main",
    ]


def test_it_shows_its_files_and_how_those_open_that_begin_it():
    assert texts(read(FILES))[7:] == [
        "Files",
        "src/ (2 files, 670 B)\n  eelwatch/ (2 files, 670 B)\n    __init__.py (72 B)\n    counting.py (600 B)\n"
        "README.md (11 B)\npyproject.toml (270 B)",
        "How its files open",
        "src/eelwatch/__init__.py",
        "Counts of eels, from pictures that a camera above the weir takes.",
    ]


def test_a_change_of_one_file_leaves_the_other_blocks_as_they_were():
    before, after = read(FILES), read({**FILES, "src/eelwatch/more.py": "y = 2\n" * 500})
    assert len({block.id for block in before.blocks} - {block.id for block in after.blocks}) == 1


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        pytest.param({".git/", "README.md"}, True, id="a clone"),
        pytest.param({".git", "README.md"}, True, id="a submodule or a worktree"),
        pytest.param({"pyproject.toml", "src/"}, True, id="a manifest and a folder of code"),
        pytest.param({"setup.py", "eels.py"}, True, id="a manifest and a file of code"),
        pytest.param({"go.mod", "weir/"}, True, id="a manifest and a package"),
        pytest.param({"package.json"}, False, id="a manifest alone"),
        pytest.param({"eels.py", "notes.md"}, False, id="code without a manifest"),
        pytest.param({"notes.md", "src/"}, False, id="a folder that is called src"),
        pytest.param({".git/", ".obsidian/", "Daily/"}, False, id="a vault of notes under version control"),
        pytest.param({"users.json", "channels.json", "general/"}, False, id="an export"),
    ],
)
def test_a_repository_is_known_by_what_lies_at_its_top(names, taken):
    assert (repository.recognise(names) is not None) is taken


@pytest.mark.parametrize(
    ("path", "is_own"),
    [
        ("README.md", True),
        ("readme.rst", True),
        ("CHANGELOG.md", True),
        ("CHANGES.txt", True),
        ("ARCHITECTURE.md", True),
        ("docs/guide/start.md", True),
        ("docs/notes.txt", True),
        ("doc/index.rst", True),
        ("packages/weir/README.md", True),
        ("LICENSE.md", False),
        ("CODE_OF_CONDUCT.md", False),
        ("requirements.txt", False),
        ("docs/requirements.txt", False),
        ("docs/_build/index.txt", False),
        ("docs/logo.png", False),
        ("README.zh-CN.md", False),
        ("notes.txt", False),
        ("src/main.py", False),
        ("src/prompt.md", False),
        ("tests/data/README.md", False),
        ("vendor/other/README.md", False),
        ("node_modules/left-pad/README.md", False),
        ("docs/secret.md", False),
    ],
)
def test_what_is_written_to_be_read_is_a_source_of_its_own(path, is_own):
    code = [f"src/part{number}.py" for number in range(9)]
    found, _ = own([*code, "README.md", path], lambda one: one == "docs/secret.md")
    assert (path in found) is is_own


def test_of_a_folder_of_notes_under_version_control_every_file_is_a_source():
    assert own(["a.md", "b/c.txt", "talk.vtt"], lambda path: True) == (["a.md", "b/c.txt", "talk.vtt"], 0)


def test_where_words_outweigh_code_all_documents_are_sources():
    notes = [f"eels/{number}.md" for number in range(8)]
    assert own([*notes, "talk.pdf", "site.py"], lambda path: False)[0] == ["talk.pdf", *notes]


def test_documentation_without_end_is_cut_and_told():
    many = {f"docs/{number}.md": "x" for number in range(450)} | {f"src/{n}.py": "x" for n in range(200)}
    assert len(repository.of_their_own(dict.fromkeys(many, 1), beside({}))) == 400
    assert read(many).warnings == ("50 more files of documentation are not read",)


@pytest.mark.parametrize(
    ("files", "commit"),
    [
        pytest.param({".git/HEAD": COMMIT}, f"Commit: {COMMIT}", id="no branch"),
        pytest.param(
            {".git/HEAD": "ref: refs/heads/a/b\n", ".git/packed-refs": f"# pack-refs\n{COMMIT} refs/heads/a/b\n"},
            f"Commit: {COMMIT} on branch a/b",
            id="a branch among packed ones",
        ),
        pytest.param({".git/HEAD": "ref: refs/heads/main\n"}, None, id="no commit yet"),
        pytest.param({".git/HEAD": "ref: refs/heads/../../config\n"}, None, id="a branch that leads elsewhere"),
        pytest.param({".git": "gitdir: ../.git/worktrees/x\n"}, None, id="git's files lie elsewhere"),
        pytest.param({".git/HEAD": "\x00\xff"}, None, id="no text"),
    ],
)
def test_the_commit_is_read_from_gits_own_files(files, commit):
    found = texts(read({"src/main.py": "x = 1\n", **files}))
    assert [text for text in found if text.startswith("Commit")] == ([commit] if commit else [])


@pytest.mark.parametrize(
    ("remote", "url"),
    [
        ("git@git.test:weir/eels.git", "https://git.test/weir/eels"),
        ("https://ada:token@git.test/weir/eels.git", "https://git.test/weir/eels"),
        ("ssh://git@git.test:2222/weir/eels", "https://git.test/weir/eels"),
        ("/srv/git/eels.git", ""),
        ("../eels", ""),
    ],
)
def test_its_address_is_that_of_its_origin_without_names_and_passwords(remote, url):
    config = f'[core]\n\tbare = false\n[remote "origin"]\n\turl = {remote}\n\tfetch = +refs/heads/*\n'
    assert read({"src/main.py": "x = 1\n", ".git/config": config}).url == url


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("Python", '#!/usr/bin/python\n# Copyright 2020\n"""Counts eels."""\nx = """no"""', "Counts eels."),
        ("Python", "import os\n'''Not at the top.'''", ""),
        ("Rust", "//! Counts eels\n//! at night.\n\nmod x;", "Counts eels\nat night."),
        ("Go", "// Copyright 2020 A.\n\n// Package eels counts eels.\npackage eels", "Package eels counts eels."),
        ("JavaScript", "'use strict';\n/**\n * Counts eels.\n * @module eels\n */\n", "Counts eels.\n@module eels"),
        ("C", "#include <x.h>\n/* Not at the top. */", ""),
        ("Shell", "#!/bin/sh\n# Counts eels.\nset -e", "Counts eels."),
        ("Java", "/* Licensed under the Apache License */\npackage x;\n/** Later. */", ""),
    ],
)
def test_a_file_opens_with_what_its_author_says_of_it(language, text, words):
    assert opening(language, text) == words


def test_a_large_tree_is_shown_as_deep_as_there_is_room():
    wide = {f"part{number:03}/file{inner}.py": 2500 for number in range(100) for inner in range(30)}
    lines = listing(wide).split("\n")
    assert (lines[0], lines[-1], len(lines)) == ("part000/ (30 files, 75 kB)", "… and 40 more", 61)


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 B"), (84, "84 B"), (999, "1 kB"), (1040, "1 kB"), (123_456, "120 kB"), (5 * 10**9, "5 GB")],
)
def test_sizes_are_said_to_two_digits(size, said):
    assert amount(size) == said


def test_ignored_files_and_those_of_other_repositories_are_not_shown():
    found = read(
        {
            "src/main.py": "x = 1\n",
            "dump.csv": "1,2",
            "libs/other/main.c": "int x;",
            ".gitignore": "*.csv\n",
            ".gitmodules": '[submodule "other"]\n\tpath = libs/other\n\turl = https://git.test/other\n',
        }
    )
    assert "dump.csv" not in "".join(texts(found)) and "libs" not in "".join(texts(found))


def test_an_opening_that_holds_a_key_is_shown_without_it():
    key = "AKIA" + "Q3EGRSTUVWXY2345"
    found = read({"src/main.py": f'"""Counts all eels with the help of the key {key} of the weir."""\n'})
    assert key not in "".join(texts(found))
    assert found.warnings == ("credentials redacted: 1 (AWS key)",)

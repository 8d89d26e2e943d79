"""raw/ is walked once: single files, and folders that are one thing with those of their files that are sources too."""

import pytest

from kb.ingesting import ingest
from kb.lint.rules import changed_source, missing_source
from kb.raw_files import raw_files
from kb.workspace import Workspace
from test_bad_input import ORDINARY
from workspaces import ARTICLE, run, run_apart, silent

COMMIT = "9fdf1a8a6cccf71b7a28ea502a795ed5c358c6f5"
FILES = {
    "pyproject.toml": '[project]\nname = "eelwatch"\nversion = "2.1.0"\ndescription = "Counts eels at a weir."\n',
    "README.md": "# Eelwatch\n\nEelwatch counts the eels that pass a weir in autumn.\n",
    "docs/guide.md": "# Guide\n\nPut the camera above the water, and never below it.\n",
    "src/eelwatch.py": "x = 1\n" * 50,
    ".git/HEAD": f"{COMMIT}\n",
}
WHOLE = ["raw/eelwatch", "raw/eelwatch/README.md", "raw/eelwatch/docs/guide.md"]


@pytest.fixture
def workspace(tmp_path):
    return Workspace.create(tmp_path / "w")


def put(workspace, files, folder="eelwatch"):
    for path, text in files.items():
        file = workspace.raw / folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def found(workspace):
    return [file.path for file in raw_files(workspace, [])]


def ingested(workspace):
    return ingest(workspace, {}, silent)


def test_a_repository_and_what_is_written_in_it_are_sources_each_with_its_own_path(workspace):
    put(workspace, FILES)
    sources = ingested(workspace).sources
    assert [(source.raw.path, source.reading.kind, source.title) for source in sources] == [
        ("raw/eelwatch", "repository", "eelwatch"),
        ("raw/eelwatch/README.md", "note", "Eelwatch"),
        ("raw/eelwatch/docs/guide.md", "note", "Guide"),
    ]


def test_files_beside_a_repository_are_files(workspace):
    put(workspace, FILES)
    (workspace.raw / "article.txt").write_text(ARTICLE)
    (workspace.raw / "eelwatch.md").write_text(ARTICLE)
    assert found(workspace) == sorted(["raw/article.txt", "raw/eelwatch.md", *WHOLE])


def test_the_sidecar_of_a_folder_lies_beside_it(workspace):
    put(workspace, FILES)
    ingested(workspace)
    (workspace.raw / "eelwatch.kb.yaml").write_text("title: The counter of eels\n")
    result = ingested(workspace)
    assert (result.read, result.files, result.sources[0].title) == (1, 3, "The counter of eels")


def test_the_sidecar_of_a_file_inside_speaks_for_that_file(workspace):
    put(workspace, {**FILES, "README.md.kb.yaml": "title: Read this\n"})
    assert [source.title for source in ingested(workspace).sources] == ["eelwatch", "Read this", "Guide"]


def test_a_repository_in_a_repository_is_a_part_of_it(workspace):
    put(workspace, FILES)
    put(workspace, FILES, "eelwatch/libs/inner")
    assert found(workspace) == [*WHOLE, "raw/eelwatch/libs/inner/README.md"]


def test_repositories_side_by_side_are_several(workspace):
    put(workspace, FILES, "projects/one")
    put(workspace, FILES, "projects/two")
    folders = [file.path for file in raw_files(workspace, []) if file.folder]
    assert folders == ["raw/projects/one", "raw/projects/two"]


def test_two_of_the_same_listing_are_not_taken_for_each_other(workspace):
    put(workspace, FILES, "one/eelwatch")
    put(workspace, {**FILES, ".git/HEAD": COMMIT[::-1] + "\n"}, "two/eelwatch")
    first = ingested(workspace).sources
    again = ingested(workspace).sources
    words = [" ".join(block.text for block in one.blocks) for one in again if one.reading.kind == "repository"]
    assert [COMMIT in words[0], COMMIT[::-1] in words[1]] == [True, True]
    assert first == again


def test_links_inside_a_folder_that_is_one_thing_are_not_followed(workspace, tmp_path):
    put(workspace, FILES)
    (tmp_path / "secret.md").write_text("# Secret\n\nNobody may read this.\n")
    (workspace.raw / "eelwatch" / "docs" / "out.md").symlink_to(tmp_path / "secret.md")
    (workspace.raw / "eelwatch" / "docs" / "loop").symlink_to(workspace.raw / "eelwatch")
    (workspace.raw / "eelwatch" / "docs" / "self.md").symlink_to("self.md")
    assert found(workspace) == WHOLE


def test_a_manifest_that_is_a_link_to_a_place_outside_is_not_read(workspace, tmp_path):
    (tmp_path / "other.toml").write_text('[project]\nname = "stolen"\n')
    put(workspace, FILES)
    (workspace.raw / "eelwatch" / "pyproject.toml").unlink()
    (workspace.raw / "eelwatch" / "pyproject.toml").symlink_to(tmp_path / "other.toml")
    assert ingested(workspace).sources[0].title == "eelwatch"


@pytest.mark.parametrize("folder", ["eelwatch", "eelwatch/docs"])
def test_what_lies_in_a_folder_that_cant_be_listed_keeps_its_last_good_reading(workspace, folder):
    put(workspace, FILES)
    run(workspace.root, "ingest")
    (workspace.raw / folder).chmod(0)
    done = run_apart(workspace.root, "ingest", prefix=ORDINARY)
    (workspace.raw / folder).chmod(0o755)
    assert f"raw/{folder}: can't list" in done.stdout.replace("\n", " ") + done.stderr.replace("\n", " ")
    assert "3 sources" in done.stdout


def test_a_repository_that_leaves_raw_leaves_nothing_behind(workspace):
    put(workspace, FILES)
    ingested(workspace)
    (workspace.raw / "eelwatch").rename(workspace.root / "elsewhere")
    assert ingested(workspace).sources == ()


def test_a_repository_that_comes_later_changes_no_other_source(workspace):
    (workspace.raw / "article.txt").write_text(ARTICLE)
    before = ingested(workspace)
    put(workspace, FILES)
    after = ingested(workspace)
    assert (after.read, before.sources[0] in after.sources) == (3, True)


def test_files_that_were_sources_are_so_no_more_when_their_folder_becomes_a_repository(workspace):
    put(workspace, {"README.md": FILES["README.md"], "scratch.txt": "Some words on eels.", "src/main.py": "x = 1\n"})
    assert len(found(workspace)) == 3
    put(workspace, {"pyproject.toml": FILES["pyproject.toml"]})
    assert found(workspace) == WHOLE[:2]


def test_a_folder_of_notes_under_version_control_is_no_source_besides_its_notes(workspace):
    put(workspace, {".git/HEAD": COMMIT, "eels.md": ARTICLE, "deep/weirs.txt": ARTICLE, "Thumbs.db": "x"}, "notes")
    assert found(workspace) == ["raw/notes/deep/weirs.txt", "raw/notes/eels.md"]


@pytest.mark.parametrize(
    ("path", "text", "read"),
    [
        pytest.param("src/eelwatch.py", "y = 2\n" * 50, 0, id="code of the same size: what is said stays"),
        pytest.param("src/eelwatch.py", "y = 2\n" * 90, 1, id="code that grew"),
        pytest.param("src/new.py", "y = 2\n", 1, id="a new file"),
        pytest.param("pyproject.toml", FILES["pyproject.toml"].replace("2.1.0", "2.1.1"), 1, id="a digit of a version"),
        pytest.param(".git/HEAD", COMMIT[::-1] + "\n", 1, id="another commit"),
        pytest.param(".gitignore", "docs\n", 1, id="what is ignored"),
        pytest.param("docs/guide.md", FILES["docs/guide.md"].replace("above", "ABOVE"), 1, id="a page: only that page"),
        pytest.param("README.md", FILES["README.md"] + "\nAnd in spring.\n", 2, id="a README that grew"),
    ],
)
def test_what_changed_is_read_anew_and_nothing_else(workspace, path, text, read):
    put(workspace, FILES)
    ingested(workspace)
    put(workspace, {path: text})
    assert (ingested(workspace).read, ingested(workspace).read) == (read, 0)


def test_installed_packages_are_not_walked(workspace):
    put(workspace, FILES)
    put(workspace, {"node_modules/left-pad/index.js": "x"})
    (folder,) = [file for file in raw_files(workspace, []) if file.folder]
    assert [path for path in folder.members if "node_modules" in path] == []


def faults(workspace):
    """What two rules of lint say of the wiki."""
    told = run(workspace.root, "lint", "--select", f"{changed_source.CODE},{missing_source.CODE}").stdout
    return [code for code in (changed_source.CODE, missing_source.CODE) if code in told]


@pytest.mark.parametrize(
    ("path", "text", "codes"),
    [
        pytest.param("src/eelwatch.py", "x = 1\n" * 50, [], id="nothing changed"),
        pytest.param("src/eelwatch.py", "x = 1\n" * 60, [changed_source.CODE], id="code grew"),
        pytest.param("src/new.py", "x = 1\n", [changed_source.CODE], id="a file came"),
        pytest.param("docs/guide.md", "# Guide\n\nPut it anywhere.\n", [changed_source.CODE], id="a page changed"),
    ],
)
def test_lint_sees_that_a_repository_changed(workspace, path, text, codes):
    put(workspace, FILES)
    assert run(workspace.root, "ingest").returncode == 0
    put(workspace, {path: text})
    assert faults(workspace) == codes


def test_lint_sees_that_a_repository_is_gone(workspace):
    put(workspace, FILES)
    run(workspace.root, "ingest")
    (workspace.raw / "eelwatch").rename(workspace.root / "elsewhere")
    assert faults(workspace) == [missing_source.CODE]

"""Bad input: each file that can't be used is named with what to do, the others are carried on."""

import os
import resource

import pytest

from kb.workspace import Workspace
from workspaces import ARTICLE, TALK, run, run_apart

POWERS = "-dac_override,-dac_read_search"
ORDINARY = ["setpriv", f"--bounding-set={POWERS}", f"--inh-caps={POWERS}"] if os.geteuid() == 0 else []
"""Root may read and write everything, unless it gives that power away."""


@pytest.fixture
def workspace(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    (workspace.raw / "article.txt").write_text(ARTICLE)
    (workspace.raw / "talk.txt").write_text(TALK)
    return workspace


def kb(workspace, *arguments, **options):
    """In a process of its own only where something is asked of the process."""
    return (run_apart if options else run)(workspace.root, *arguments, **options)


def build(workspace, *prefix):
    done = kb(workspace, "build", **({"prefix": prefix} if prefix else {}))
    assert "Traceback" not in done.stderr
    return done


def put(workspace, name, data):
    (workspace.raw / name).parent.mkdir(parents=True, exist_ok=True)
    (workspace.raw / name).write_bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        pytest.param("empty.txt", b"", "raw/empty.txt: ", id="an empty file"),
        pytest.param("blank.txt", b" \n\n", "raw/blank.txt: ", id="nothing but white space"),
        pytest.param("junk.bin", bytes(range(256)) * 40, "raw/junk.bin: ", id="binary junk"),
        pytest.param("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "raw/a.pdf: ", id="a kind not read yet"),
        pytest.param("a.txt.kb.yaml", b"knd: article", "did you mean 'kind'?", id="a misspelt key in a sidecar"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_rest_compiled(workspace, name, data, message):
    put(workspace, "a.txt", b"A text beside a sidecar, long enough to be read.\n")
    put(workspace, name, data)
    done = build(workspace)
    assert done.returncode == 1
    assert message in done.stdout
    assert "Harlow Barrage" in (workspace.wiki / "index.md").read_text()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("latin.txt", "Caf\xe9 society was a set of people in Paris.\n".encode("cp1252"), id="cp1252"),
        pytest.param("utf16.txt", "The barrage was opened by the trust.\n".encode("utf-16"), id="UTF-16"),
        pytest.param(
            "broken.md", b"---\ntitle: [a\n---\n# Note\n\nThe barrage was opened.\n", id="broken front matter"
        ),
        pytest.param("line\nend 🌊.txt", b"A file with a strange name was saved.\n", id="a line end and an emoji"),
        pytest.param(os.fsdecode(b"\xff.txt"), b"A file whose name is not UTF-8 was saved.\n", id="bytes in the name"),
        pytest.param("folder/talk.txt", b"The other talk, in another folder, was short.\n", id="a name twice"),
    ],
)
def test_odd_files_are_read_all_the_same(workspace, name, data):
    put(workspace, name, data)
    done = build(workspace)
    assert done.returncode == 0, done.stdout
    assert len(list((workspace.wiki / "sources").iterdir())) == 3


def test_a_file_over_the_limit_is_refused_by_name(workspace):
    (workspace.root / "kb.yaml").write_text("ingest: {max_megabytes: 0.001}\n")
    put(workspace, "big.txt", b"word " * 1000)
    done = build(workspace)
    assert done.returncode == 1
    assert "raw/big.txt: holds" in done.stdout
    assert "max_megabytes" in done.stdout


def test_a_link_out_of_raw_is_not_followed(workspace, tmp_path):
    (tmp_path / "secret.txt").write_text("The secret of the barrage is not for the wiki.\n")
    (workspace.raw / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert "raw/link.txt: is a link to a place outside raw/" in build(workspace).stdout
    assert not (workspace.wiki / "sources" / "link.md").exists()


def test_a_file_without_permission_keeps_its_last_good_reading(workspace):
    before = build(workspace)
    assert before.returncode == 0
    (workspace.raw / "talk.txt").chmod(0)
    done = build(workspace, *ORDINARY)
    assert done.returncode == 1
    assert "raw/talk.txt: can't be read: permission denied; its last good reading is used" in done.stdout
    assert "310 million" in (workspace.wiki / "sources" / "talk.md").read_text()


def test_a_wiki_that_cannot_be_written_is_named_page_by_page(workspace):
    build(workspace)
    put(workspace, "new.txt", ARTICLE.replace("1998", "1999").replace("Harlow", "Severn").encode())
    for folder in (workspace.wiki, *(p for p in workspace.wiki.rglob("*") if p.is_dir())):
        folder.chmod(0o555)
    done = build(workspace, *ORDINARY)
    assert done.returncode == 1
    assert "can't write" in done.stdout
    assert "chmod" in done.stdout


def test_a_full_disk_is_said_and_nothing_is_lost(workspace):
    build(workspace)
    before = {path: path.read_bytes() for path in workspace.wiki.rglob("*.md")}
    put(workspace, "new.txt", b"The Harlow Barrage was closed for a week in 2021 by a storm.\n" * 40)
    done = kb(workspace, "build", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500)))
    assert done.returncode == 1
    assert "can't write" in done.stdout
    assert "nothing was lost" in done.stdout
    assert all(path.read_bytes() for path in before)
    assert build(workspace).returncode == 0


def test_an_empty_raw_folder_never_empties_the_wiki(workspace):
    build(workspace)
    for file in workspace.raw.iterdir():
        file.unlink()
    done = kb(workspace, "build")
    assert done.returncode == 3
    assert "nothing was changed" in done.stderr
    assert len(list((workspace.wiki / "sources").iterdir())) == 2


def test_a_page_that_is_no_text_any_more_is_kept_and_a_new_one_offered(workspace):
    build(workspace)
    page = workspace.wiki / "sources" / "talk.md"
    page.write_bytes(b"\xff\xfe\x00broken")
    put(workspace, "more.txt", b"The Harlow Barrage was closed for a week in 2021 by a storm.\n")
    done = build(workspace)
    assert "wiki/sources/talk.md: is not UTF-8: kept as it is" in done.stdout
    assert page.read_bytes() == b"\xff\xfe\x00broken"
    assert page.with_name("talk.md.new").exists()


def test_a_second_run_says_who_is_at_work(workspace):
    with workspace.locked():
        done = kb(workspace, "compile")
    assert done.returncode == 3
    assert f"process {os.getpid()}" in done.stderr

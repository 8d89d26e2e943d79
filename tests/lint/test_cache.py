"""What is kept between runs only saves time: whatever happens to the files, the findings are those of a first look."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb import linting
from kb.diagnostics import Diagnostic
from kb.lint.selection import Choice, PathChoice, Selection
from kb.linting.chosen import chosen
from kb.linting.kept import Kept
from kb.linting.reading import Reader, Same, Task
from kb.linting.row import Row
from kb.wiki.draft import Draft
from kb.workspace import Workspace

NAMES = ("a", "b", "sub/c", "d", "index")
TEXTS = (
    "---\ntype: Note\ntitle: A\ndescription: D.\n---\n[[b]] [c](sub/c.md) [[nowhere]]\n",
    "---\ntype: Note\ntitle: A\ndescription: D.\n---\n[[d]] [c](sub/c.md) [[nowhere]]\n",
    "---\ntype: Concept\ntitle: A\naliases: [x]\n---\n<!-- kb: allow LNK001 -->\n[[b|shown]] [x](a.md#part)\n",
    "---\ntype: Source\ntitle: S\nresource: raw/s.txt\nsha256: 0\n---\n## Text\n\nEels like the river. ^k00000001\n",
    "---\ntype: [broken\n---\n[[a]]\n",
    Draft(
        "a.md",
        {"type": "Concept", "title": "E"},
        'Eels like 5.[^1]\n\n[^1]: "Eels like the river" — [S](b.md#^k00000001)',
    ).stamped("kb", "2026-11-20T09:14:03Z"),
    "Z\xfcrich [[A]]\n",
    "---\ntype: Dispute\ntitle: D\nstatus: settled\n---\n[[X]] [[C]] [b](B.md) [s](../raw/s.txt)\n",
    "---\ntype: Concept\ntitle: Eel runs\naliases: [A]\nsources: [{resource: raw/s.txt}]\n---\n[[c]] [z](z\u0308.md)\n",
    "- {id: a, title: A, page: always}\n- {id: b, title: B, same_as: nobody}\n",
)
pages = st.sampled_from(NAMES).map("wiki/{}.md".format)
others = (
    "raw/s.txt",
    "wiki/chart.png",
    "wiki/b.md.new",
    "wiki/A.md",
    "wiki/sub/b.md",
    "wiki/z\xe4.md",
    "concepts.yaml",
)
places = st.one_of(pages, st.sampled_from(others))
edits = st.one_of(
    st.tuples(st.just("write"), places, st.sampled_from(TEXTS)),
    st.tuples(st.just("write in the same moment"), places, st.sampled_from(TEXTS)),
    st.tuples(st.just("delete"), places, st.just("")),
    st.tuples(st.just("touch"), places, st.just("")),
    st.tuples(st.just("rename"), places, places),
    st.tuples(st.just("swap"), places, places),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return anew(tmp_path)


def anew(folder: Path) -> Workspace:
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("wiki/sub", "raw"):
        (folder / name).mkdir(parents=True)
    (folder / "kb.yaml").write_text("")
    for name, text in zip(NAMES, TEXTS, strict=False):
        (folder / f"wiki/{name}.md").write_text(text)
    return Workspace(folder)


def found(workspace: Workspace, selection: Selection | None = None, processes: int = 1) -> list[Diagnostic]:
    return linting.look(workspace, processes=processes).found(selection or Selection())


def first_look(workspace: Workspace) -> list[Diagnostic]:
    kept = workspace.state / "lint"
    aside = workspace.state / "aside"
    if kept.exists():
        kept.rename(aside)
    fresh = found(workspace)
    shutil.rmtree(kept)
    if aside.exists():
        aside.rename(kept)
    return fresh


def happen(root: Path, what: str, path: Path, text: str) -> None:
    if what.startswith("write"):
        stat = path.stat() if path.exists() else None
        path.write_text(text, "latin-1" if text.startswith("Z") else "utf-8")
        if stat and "moment" in what:
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    elif path.exists():
        _move(root, what, path, root / text)


def _move(root: Path, what: str, path: Path, other: Path) -> None:
    if what == "delete":
        path.unlink()
    elif what == "touch":
        path.touch()
    elif what == "rename":
        path.rename(other)
    elif other.exists() and other != path:
        path.rename(root / "held")
        other.rename(path)
        (root / "held").rename(other)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(edits, st.sampled_from(["", "OKF", "LNK", "CIT", "CON", "SRC"])), max_size=5))
def test_after_any_edits_the_findings_are_those_of_a_first_look(
    tmp_path: Path, steps: list[tuple[tuple[str, str, str], str]]
) -> None:
    workspace = anew(tmp_path / "w")
    found(workspace)
    for (what, path, text), only in steps:
        happen(workspace.root, what, workspace.root / path, text)
        narrow = found(workspace, Selection((only,) if only else ()))
        whole = first_look(workspace)
        assert narrow == [one for one in whole if one.code.startswith(only)]
        assert found(workspace) == whole


def test_processes_side_by_side_find_what_one_finds(workspace: Workspace) -> None:
    for number in range(450):
        (workspace.wiki / f"n{number}.md").write_text(TEXTS[number % len(TEXTS)].replace("[[b]]", f"[[n{number + 1}]]"))
    alone = found(workspace)
    shutil.rmtree(workspace.state)
    assert found(workspace, processes=2) == alone


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut short"),
        pytest.param(lambda data: data.replace(b"nowhere", b"nowhe\xff"), id="no text"),
        pytest.param(lambda data: data.replace(b"[]", b"{}"), id="other values"),
        pytest.param(lambda data: b"0" + data[1:], id="from another version"),
    ],
)
@pytest.mark.parametrize("name", ["result", "pages-", "raw"])
def test_a_broken_cache_costs_time_only(workspace: Workspace, harm: Callable[[bytes], bytes], name: str) -> None:
    whole = found(workspace)
    for file in (workspace.state / "lint").glob(f"{name}*"):
        file.write_bytes(harm(file.read_bytes()))
    assert found(workspace) == whole


def test_a_cache_that_came_with_a_copy_is_not_believed(workspace: Workspace, tmp_path: Path) -> None:
    found(workspace)
    copied = Workspace(tmp_path / "copy")
    shutil.copytree(workspace.root, copied.root)
    assert Kept(workspace).result()
    assert not Kept(copied).result()


def test_a_cache_that_can_not_be_written_costs_time_only(workspace: Workspace) -> None:
    whole = found(workspace)
    shutil.rmtree(workspace.state)
    workspace.state.write_text("a file stands where the folder belongs")
    assert found(workspace) == whole


def test_what_can_not_be_read_is_a_finding(workspace: Workspace) -> None:
    (workspace.wiki / "loop.md").symlink_to("loop.md")
    os.mkfifo(workspace.wiki / "pipe.md")
    (workspace.wiki / "round").symlink_to(".", target_is_directory=True)
    assert {one.path for one in found(workspace, Selection(("OKF000",)))} == {"wiki/loop.md", "wiki/pipe.md"}


def test_a_page_that_goes_while_others_are_read_is_left_out(workspace: Workspace) -> None:
    wiki = linting.look(workspace, lambda step: (workspace.wiki / "sub/c.md").unlink(missing_ok=True), processes=1)
    assert not [one for one in wiki.found() if one.path == "wiki/sub/c.md" and one.code.startswith("SRC")]
    assert found(workspace) == first_look(workspace)


def test_a_page_that_holds_what_it_held_is_not_scanned_again(workspace: Workspace) -> None:
    reader = Reader(str(workspace.root), ("wiki/a.md",), frozenset(), {}, {})
    row = reader.read(Task("wiki/a.md", "then", ""))
    assert isinstance(row, Row)
    assert reader.read(Task("wiki/a.md", "now", row.digest)) == Same("wiki/a.md", "now")


def test_rules_are_chosen_anew_when_the_settings_change(workspace: Workspace) -> None:
    settings = workspace.root / "kb.yaml"
    told = []
    for words in ("{select: [OKF]}", "{select: [LNK]}", "{ignore: [LNK], per_path: {'wiki/a*': {}}}"):
        settings.write_text(f"lint: {words}\n")
        told += [chosen(Workspace(workspace.root)), chosen(Workspace(workspace.root))]
    assert told[::2] == told[1::2]
    assert [choice.select for choice, _ in told[::2]] == [("OKF",), ("LNK",), ()]
    assert told[-1] == (Choice(ignore=("LNK",)), (PathChoice("wiki/a*", Choice()),))

"""Killed at any moment, the next run completes, and the wiki is the same as without the kill."""

import os
import re
import shutil
import signal
import time

import pytest

from kb.compiling import compile_workspace
from kb.workspace import Workspace
from workspaces import ARTICLE, TALK, silent

MOMENTS = 30


def build(root):
    workspace = Workspace(root)
    with workspace.locked():
        return compile_workspace(workspace, silent)


def said(root):
    """Every page without the time it was written; the log tells of the kill, and may."""
    pages = {path.relative_to(root): path.read_text() for path in (root / "wiki").rglob("*") if path.is_file()}
    return {path: re.sub(r', at: "[^"]*"', "", text) for path, text in pages.items() if path.name != "log.md"}


def killed_after(seconds, root):
    """Run a build in a process that the kernel ends after `seconds` of its own work; whether it was ended."""
    child = os.fork()
    if child == 0:
        # The clock of the processor and not the one on the wall: other work on the machine must not move the moments.
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        build(root)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    """A workspace before and after a build, and how long the build takes."""
    workspace = Workspace.create(tmp_path_factory.mktemp("kill") / "fresh")
    (workspace.raw / "article.txt").write_text(ARTICLE)
    (workspace.raw / "talk.txt").write_text(TALK)
    warm, done = workspace.root.parent / "warm", workspace.root.parent / "done"
    shutil.copytree(workspace.root, warm)
    shutil.copytree(workspace.root, done)
    # The processes that are killed later have every module imported already; so has the one that is timed.
    build(warm)
    start = time.process_time()
    build(done)
    return workspace.root, said(done), time.process_time() - start


def test_a_kill_at_any_moment_costs_nothing_but_time(uninterrupted, tmp_path):
    fresh, wanted, takes = uninterrupted
    kills = 0
    for moment in range(1, MOMENTS + 1):
        root = tmp_path / str(moment)
        shutil.copytree(fresh, root)
        kills += killed_after(takes * moment / MOMENTS, root)
        build(root)
        assert said(root) == wanted, f"killed after {moment}/{MOMENTS} of the time"
    assert kills > MOMENTS // 2


def test_no_half_written_page_is_ever_seen(uninterrupted, tmp_path):
    fresh, wanted, takes = uninterrupted
    for moment in range(1, MOMENTS + 1):
        root = tmp_path / str(moment)
        shutil.copytree(fresh, root)
        killed_after(takes * moment / MOMENTS, root)
        assert said(root).items() <= wanted.items()

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


@pytest.fixture(scope="module")
def ended(uninterrupted, tmp_path_factory):
    """For each moment, whether the build was killed at it, what it left, and what the next build made of that."""
    fresh, _, takes = uninterrupted
    moments = []
    for moment in range(1, MOMENTS + 1):
        root = tmp_path_factory.mktemp("kill") / str(moment)
        shutil.copytree(fresh, root)
        killed = killed_after(takes * moment / MOMENTS, root)
        left = said(root)
        build(root)
        moments.append((killed, left, said(root)))
    return moments


def test_a_kill_at_any_moment_costs_nothing_but_time(uninterrupted, ended):
    wanted = uninterrupted[1]
    assert [at for at, (_, _, after) in enumerate(ended, 1) if after != wanted] == []
    assert sum(killed for killed, _, _ in ended) > MOMENTS // 2


def test_no_half_written_page_is_ever_seen(uninterrupted, ended):
    wanted = uninterrupted[1]
    assert [at for at, (_, left, _) in enumerate(ended, 1) if not left.items() <= wanted.items()] == []

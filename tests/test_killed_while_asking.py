"""Killed while a model is asked: the next run asks for what is not on disk, no more, and the wiki is the same."""

import mmap
import os
import shutil
import signal
import struct

import pytest

from kb.pruning import faults, kept
from kb.workspace import Workspace
from messages_api import Server
from rule_reader import read
from test_killed import build, said
from workspaces import ARTICLE, TALK

SETTINGS = "engine: {{name: claude, base_url: '{url}', jobs: {jobs}, models: {{fast: {m}, strong: {m}, judge: {m}}}}}\n"
EVERY = 6
"""At which requests a compile is killed: the first, the seventh, and so on."""


class Board:
    """What the server's process and this one tell each other: whom to kill at which request, and how many came."""

    def __init__(self):
        self._shared = mmap.mmap(-1, 24)

    def order(self, pid, at):
        self._shared[:] = struct.pack("qqq", pid, at, 0)

    def came(self):
        pid, at, asked = struct.unpack("qqq", self._shared[:])
        self._shared[16:] = struct.pack("q", asked + 1)
        if pid and asked + 1 == at:
            os.kill(pid, signal.SIGKILL)

    @property
    def asked(self):
        return struct.unpack("qqq", self._shared[:])[2]


@pytest.fixture(scope="module")
def served():
    """A server in a process of its own, so that none of its threads is here when this process forks."""
    board, (ours, theirs), (stay, leave) = Board(), os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os.close(leave)

        def script(body, nth):
            board.came()
            return read(body, nth)

        with Server(script) as server:
            os.write(theirs, server.url.encode())
            os.read(stay, 1)
            os._exit(0)
    yield os.read(ours, 100).decode(), board
    os.close(leave)
    os.waitpid(child, 0)


@pytest.fixture(autouse=True, scope="module")
def credentials(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANTHROPIC_API_KEY", "any")
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield


MORE = """\
The Volney Lock was rebuilt in 1977 by the Volney Harbour Board. The Volney Lock lifts 40 boats a day.

The Volney Harbour Board sold the Volney Lock to the Harlow Estuary Trust in 2004 for one pound.

The Marden Ferry crosses the River Harlow below the Volney Lock. The Marden Ferry was lengthened by Anders Falk in 1990.

Anders Falk built the turbines of the Marden Ferry, and Anders Falk drew the plans of the Volney Lock.
"""
STILL_MORE = """\
Anders Falk left the Volney Harbour Board in 1994. The River Harlow flooded the Volney Lock in 1995.

The Marden Ferry has belonged to the Volney Harbour Board since 1961, and carries 300 people a day.

The River Harlow is 90 kilometres long. Anders Falk swam the River Harlow twice.
"""


@pytest.fixture(scope="module", params=[1, 4], ids=["one at a time", "four at once"])
def uninterrupted(request, served, tmp_path_factory):
    """A workspace before a compile, its pages after one, and how many requests that takes."""
    url, board = served
    fresh = Workspace.create(tmp_path_factory.mktemp("kill") / "fresh")
    (fresh.raw / "article.txt").write_text(ARTICLE)
    (fresh.raw / "talk.txt").write_text(TALK)
    (fresh.raw / "more.txt").write_text(MORE)
    (fresh.raw / "still-more.txt").write_text(STILL_MORE)
    (fresh.root / "kb.yaml").write_text(SETTINGS.format(url=url, jobs=request.param, m="claude-sonnet-5"))
    done = fresh.root.with_name("done")
    shutil.copytree(fresh.root, done)
    board.order(0, 0)
    build(done)
    return fresh.root, done, board.asked


def killed_at(number, root, board):
    """Compile in a process that is killed when its request of that number has come."""
    ready, go = os.pipe()
    child = os.fork()
    if child == 0:
        os.read(ready, 1)
        build(root)
        os._exit(0)
    board.order(child, number)
    os.write(go, b"!")
    _, status = os.waitpid(child, 0)
    os.close(ready), os.close(go)
    return os.WIFSIGNALED(status)


def test_a_kill_costs_what_was_not_on_disk_and_nothing_else(uninterrupted, served, tmp_path):
    fresh, done, requests = uninterrupted
    _, board = served
    assert requests > 30
    for number in range(1, requests + 1, EVERY):
        root = tmp_path / str(number)
        shutil.copytree(fresh, root)
        assert killed_at(number, root, board)
        found = list(kept(Workspace(root)))
        assert (faults(found), len(found) < number) == ({}, True)
        assert said(root).items() <= said(done).items()
        board.order(0, 0)
        build(root)
        assert board.asked == requests - len(found), f"killed at request {number}"
        assert said(root) == said(done)
        assert (root / "concepts.yaml").read_text() == (done / "concepts.yaml").read_text()
        assert not list((root / ".kb" / "tmp").glob("*"))

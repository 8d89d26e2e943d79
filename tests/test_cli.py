"""What a shell sees: exit codes, one JSON object with --json, plain text without a terminal."""

import contextlib
import functools
import json
import os
import re
import signal
import subprocess

import pytest

from kb.compiling import compile_workspace
from kb.workspace import Workspace
from workspaces import ARTICLE, COMMAND, ENVIRONMENT, TALK, run, run_apart, silent


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """Compiled once: the commands below only look."""
    workspace = Workspace.create(tmp_path_factory.mktemp("cli") / "w")
    (workspace.raw / "article.txt").write_text(ARTICLE)
    (workspace.raw / "talk.txt").write_text(TALK)
    compile_workspace(workspace, silent)
    return workspace


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        pytest.param(["ingest"], {"copied", "files", "sources", "added", "changed"}, id="ingest"),
        pytest.param(["compile"], {"current", "sources", "claims", "concepts", "asked"}, id="compile"),
        pytest.param(["build"], {"current", "sources", "claims", "concepts", "asked"}, id="build"),
        pytest.param(["ask", "What did the Harlow Barrage cost?"], {"enough", "sentences", "nearest"}, id="ask"),
        pytest.param(["search", "barrage"], {"query", "hits"}, id="search"),
        pytest.param(["lint"], {"pages", "errors", "warnings", "notes", "diagnostics"}, id="lint"),
        pytest.param(["status"], {"workspace", "engine", "current", "files", "articles"}, id="status"),
        pytest.param(["log"], {"events"}, id="log"),
        pytest.param(["why", "article"], {"page", "title", "sentences"}, id="why"),
        pytest.param(["compile", "--plan"], {"engine", "stages", "usd_at_least", "expected"}, id="a plan"),
        pytest.param(["cost"], {"by", "rows", "total"}, id="cost"),
        pytest.param(["replies"], {"rows", "replies", "bytes"}, id="replies"),
        pytest.param(["replies", "--verify"], {"replies", "broken"}, id="replies that are checked"),
        pytest.param(["replies", "--prune", "--dry-run"], {"removed", "bytes", "dry_run"}, id="replies not needed"),
    ],
)
def test_json_is_one_object_and_nothing_else(workspace, words, keys):
    done = run(workspace.root, *words, "--json")
    assert json.loads(done.stdout).keys() >= keys
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["lint"], 0, id="nothing wrong"),
        pytest.param(["search", "zebra"], 1, id="nothing found"),
        pytest.param(["ask", "Who painted the Mona Lisa?"], 1, id="the wiki does not say"),
        pytest.param(["search", " "], 2, id="an empty query"),
        pytest.param(["lint", "--select", "XYZ"], 2, id="a rule that is none"),
        pytest.param(["ingest", "--kind", "article"], 2, id="a decision about no file"),
        pytest.param(["why", "no such page"], 2, id="a page that is none"),
        pytest.param(["compile", "--engine", "claud"], 2, id="an engine that is none"),
        pytest.param(["compile", "--refresh", "zebra"], 2, id="a page that is none to refresh"),
        pytest.param(["compile", "--budget", "-1"], 2, id="a debt"),
        pytest.param(["ask", "What?", "--engine", "claud"], 2, id="an engine that is none to ask"),
        pytest.param(["compile", "--batch"], 2, id="batches of an engine that asks nobody"),
        pytest.param(["cost", "--by", "moon"], 2, id="nothing that costs add up by"),
        pytest.param(["replies", "--verify", "--prune"], 2, id="two things at once"),
        pytest.param(["replies", "--dry-run"], 2, id="how to do nothing"),
        pytest.param(["status", "-w", "/"], 2, id="no workspace"),
        pytest.param(["frobnicate"], 2, id="no such command"),
    ],
)
def test_the_exit_code_says_how_it_went(workspace, words, code):
    done = run(workspace.root, *words)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_without_a_terminal_there_is_no_colour_and_no_progress(workspace):
    done = run(workspace.root, "search", "barrage")
    assert "\x1b" not in done.stdout + done.stderr


def test_no_color_is_heeded_where_colour_would_be(workspace):
    coloured = run_apart(workspace.root, "search", "barrage", environment={"FORCE_COLOR": "1", "NO_COLOR": ""})
    plain = run_apart(workspace.root, "search", "barrage", environment={"FORCE_COLOR": "1", "NO_COLOR": "1"})
    colours = re.compile(r"\x1b\[[\d;]*3\d")
    assert colours.search(coloured.stdout)
    assert not colours.search(plain.stdout)


def other_end(pipe, process):
    """A pipe's other end, as soon as the process has opened this one."""
    while process.poll() is None:
        with contextlib.suppress(OSError):
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    return pytest.fail("kb ended before it read its prompts")


def test_an_interrupt_says_that_nothing_is_lost(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    (workspace.raw / "talk.txt").write_text(TALK)
    # A prompt that never ends keeps kb at work for as long as it takes.
    pipe = workspace.root / "prompts" / "extract.md"
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    listening = functools.partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    words = [*COMMAND, "compile", "-w", str(workspace.root)]
    with subprocess.Popen(words, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, preexec_fn=listening) as process:
        end = other_end(pipe, process)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=30)[1]
        os.close(end)
    assert process.returncode == 130
    assert said.startswith("kb: interrupted: what was done is kept")


def test_a_reader_that_has_seen_enough_is_no_error_and_no_finding():
    with subprocess.Popen(
        [*COMMAND, "explain", "all"], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


def test_outside_a_workspace_the_message_says_how_to_make_one(tmp_path):
    done = run(tmp_path, "status")
    assert done.stderr.startswith("kb: no kb.yaml in ")
    assert "kb init" in done.stderr

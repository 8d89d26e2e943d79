"""The action and the hooks that others use as they are, and the page that tells of them."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_config, load_manifest

from kb.lint.suppressions import allowances
from kb.wiki.scan import scan
from kb.workspace.settings import parse
from workspaces import ENVIRONMENT, run

TOP = Path(__file__).parents[2]
ACTION = yaml.safe_load((TOP / "action.yml").read_text())
PAGE = (TOP / "docs" / "lint.md").read_text()
EXAMPLES = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S)
COMMANDS = [line for kind, text in EXAMPLES if kind == "bash" for line in text.splitlines()]
YAML = [yaml.safe_load(text) for kind, text in EXAMPLES if kind == "yaml"]


@pytest.fixture
def wiki(tmp_path):
    (tmp_path / "kb.yaml").touch()
    (tmp_path / "wiki").mkdir()
    (tmp_path / "wiki" / "a.md").write_text("[[nowhere]]\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


def acted(folder, **inputs):
    """The action's last step, with its inputs put where they stand."""
    step = ACTION["runs"]["steps"][-1]
    given = {name: value["default"] for name, value in ACTION["inputs"].items()} | inputs
    env = {
        name: re.sub(r"\$\{\{ inputs\.(\S+) \}\}", lambda m: given[m[1]], text) for name, text in step["env"].items()
    }
    around = {**ENVIRONMENT, **env, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True, check=False)


def test_the_action_shows_findings_and_fails(wiki):
    done = acted(wiki)
    assert (done.returncode, "::error file=wiki/a.md,line=1," in done.stdout) == (1, True)


def test_the_action_passes_a_clean_wiki(wiki):
    assert acted(wiki, args="--select SEC --strict").returncode == 0


def test_the_action_writes_sarif_though_there_are_findings(wiki):
    done = acted(wiki.parent, workspace=wiki.name, sarif="kb.sarif")
    assert done.returncode == 1
    assert json.loads((wiki.parent / "kb.sarif").read_text())["runs"][0]["results"]


def test_the_action_stops_at_a_wrong_option(wiki):
    assert acted(wiki, args="--select NONE", sarif="kb.sarif").returncode == 2


def test_an_input_of_the_action_is_never_run_as_a_program(wiki):
    acted(wiki, args="; touch ran $(touch ran) `touch ran`", sarif="$(touch ran)")
    assert not (wiki / "ran").exists()
    assert all("${{" not in step.get("run", "") for step in ACTION["runs"]["steps"])


def test_the_hooks_are_what_pre_commit_takes(wiki):
    hooks = load_manifest(TOP / ".pre-commit-hooks.yaml")
    assert [hook["id"] for hook in hooks] == ["kb-lint", "kb-lint-changed"]
    for hook in hooks:
        program, *words = shlex.split(hook["entry"])
        assert (program, run(wiki, *words).returncode) == ("kb", 1)


@pytest.mark.parametrize(
    ("path", "looked_at"),
    [
        ("wiki/a.md", True),
        ("docs/raw/talk.vtt", True),
        ("kb.yaml", True),
        ("docs/.kb-baseline.json", True),
        ("src/wikis.py", False),
        ("README.md", False),
    ],
)
def test_a_hook_runs_when_something_of_a_workspace_changes(path, looked_at):
    assert all(
        bool(re.search(hook["files"], path)) is looked_at for hook in load_manifest(TOP / ".pre-commit-hooks.yaml")
    )


NEEDED = ("git knows no commit 'origin/main'", "the extractive engine judges nothing")
"""What is not at hand here: another commit, and a key."""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_is_understood(command, wiki):
    program, *words = shlex.split(command)
    (wiki / "kb.yaml").touch()
    done = run(wiki, *words)
    assert program == "kb"
    assert done.returncode in (0, 1) or any(word in done.stderr for word in NEEDED)


def test_the_settings_of_the_page_are_taken():
    (settings,) = [example for example in YAML if "lint" in example]
    assert parse(yaml.safe_dump(settings)).lint.per_path["wiki/drafts/"].select == ("SEC",)


def test_the_page_uses_inputs_that_the_action_has():
    steps = [step for example in YAML for job in example.get("jobs", {}).values() for step in job["steps"]]
    ours = [step for step in steps if step["uses"].startswith("OWNER/kb")]
    assert len(ours) == 2
    assert all(step["with"].keys() <= ACTION["inputs"].keys() for step in ours)


def test_the_page_shows_a_configuration_that_pre_commit_takes(tmp_path):
    (config,) = [example for example in YAML if "repos" in example]
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(config))
    (hook,) = load_config(tmp_path / "config.yaml")["repos"][0]["hooks"]
    assert hook["id"] in {one["id"] for one in load_manifest(TOP / ".pre-commit-hooks.yaml")}


def test_the_comments_of_the_page_are_understood():
    (text,) = [text for kind, text in EXAMPLES if kind == "markdown"]
    allowed = allowances(scan("wiki/a.md", text))
    assert allowed is not None
    assert [(one.words, one.fault) for one in allowed.each] == [
        (("CIT001",), ""),
        (("unresolved-link", "CIT"), ""),
        (("LNK001",), ""),
        (("OKF004",), ""),
    ]


def test_the_page_shows_json_as_it_is(wiki):
    (shown,) = [json.loads(text) for kind, text in EXAMPLES if kind == "json"]
    said = json.loads(run(wiki, "lint", "--json").stdout)
    assert shown.keys() == said.keys()
    assert shown["diagnostics"][0].keys() == said["diagnostics"][0].keys()

"""What people install: the wheel, and what the lock pins."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from house.tree import ROOT

LOCKS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "requirements").glob("*.txt"))}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Names of the files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    built = subprocess.run(build, cwd=ROOT, check=False, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl"))).namelist()


def test_the_wheel_holds_every_prompt(wheel: list[str]) -> None:
    prompts = {f"kb/prompts/{path.name}" for path in (ROOT / "prompts").glob("*.md")}
    assert prompts
    assert prompts <= set(wheel)


def test_the_wheel_holds_the_prices(wheel: list[str]) -> None:
    assert {"kb/llm/prices.yaml", "kb/llm/priors.yaml"} <= set(wheel)


def test_the_wheel_holds_every_module_and_nothing_but_kb(wheel: list[str]) -> None:
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src" / "kb").rglob("*.py")}
    assert modules <= set(wheel)
    assert {Path(name).parts[0] for name in wheel} == {"kb", f"kb-{_version()}.dist-info"}


def _version() -> str:
    text = (ROOT / "src" / "kb" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "(.+)"', text)
    assert found
    return found[1]


def test_the_changelog_knows_the_version() -> None:
    assert f"## {_version()}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def _plain(requirement: str) -> str:
    return re.split(r"[\s<>=~;\[]", requirement)[0].lower().replace("_", "-")


def test_the_lock_pins_everything_that_the_project_asks_for() -> None:
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", LOCKS["dev"], re.MULTILINE))
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    assert {_plain(requirement) for requirement in wanted} - pinned == set()


def test_the_lock_of_the_local_model_pins_its_group_and_nothing_else() -> None:
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", LOCKS["local-model"], re.MULTILINE))
    assert pinned == {_plain(requirement) for requirement in PROJECT["dependency-groups"]["local-model"]}


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_each_pin_has_its_hashes(lock: str) -> None:
    pins = re.split(r"^(?=[a-z0-9._-]+==)", lock, flags=re.MULTILINE)[1:]
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_no_lock_names_a_place_to_install_from(lock: str) -> None:
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", lock) == []

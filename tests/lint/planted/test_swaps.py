"""A wiki with digits and names made wrong: nearly all of these sentences are found, and hardly any other is."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from lint.planted.small import build
from lint.planted.sown import found
from lint.planted.swaps import Swapped, caught, digit, name_among, swap, titles

SEEDS = (1, 2, 3)
LEAST_DIGITS, LEAST_NAMES, MOST_ALARMS = 0.95, 0.9, 0.05


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("swapped") / "healthy")


def shares(done: Swapped, root: Path, codes: Sequence[str]) -> tuple[float, float]:
    after = found(root)
    hits, alarms = (caught(after, places, codes) for places in (done.wrong, done.untouched))
    return len(hits) / len(done.wrong), len(alarms) / len(done.untouched)


@pytest.mark.parametrize("seed", SEEDS)
def test_digits(healthy: Path, tmp_path: Path, seed: int) -> None:
    root = Path(shutil.copytree(healthy, tmp_path / "copy"))
    recall, alarms = shares(swap(root, digit, seed), root, ["CIT004"])
    assert recall >= LEAST_DIGITS
    assert alarms <= MOST_ALARMS


@pytest.mark.parametrize("linked", [pytest.param(False, id="plain"), pytest.param(True, id="linked")])
@pytest.mark.parametrize("seed", SEEDS)
def test_names(healthy: Path, tmp_path: Path, seed: int, *, linked: bool) -> None:
    root = Path(shutil.copytree(healthy, tmp_path / "copy"))
    recall, alarms = shares(swap(root, name_among(titles(healthy), linked=linked), seed), root, ["CIT005"])
    assert recall >= LEAST_NAMES
    assert alarms <= MOST_ALARMS

"""docs/dependencies.md says of every library what it costs and why it is there."""

import re
import tomllib

import pytest

from house.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WANTED = [*PROJECT["dependencies"], *(one for extra in PROJECT["optional-dependencies"].values() for one in extra)]
COSTS, WHY = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").split("## Why each is there")


@pytest.mark.parametrize("name", [re.split("[<>=]", requirement)[0] for requirement in WANTED])
def test_each_library_has_its_price_and_its_reason(name: str) -> None:
    assert f"| {name} |" in COSTS
    assert re.search(rf"^\|[^|]*\b{re.escape(name)}\b", WHY, re.M)

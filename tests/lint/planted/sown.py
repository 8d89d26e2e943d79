"""Every planter on one wiki → what it planted, what lint found, and what lint found beside that."""

import importlib
import json
import pkgutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from kb.lint.rule import rules
from lint.planted import planters
from lint.planted.ground import Ground, Planted
from workspaces import run


class Found(NamedTuple):
    code: str
    path: str
    line: int
    column: int
    message: str
    severity: str


@dataclass(slots=True)
class Outcome:
    """By name of rule: what was planted, and what of it was found. And what else lint found that it didn't before."""

    planted: dict[str, list[Planted]] = field(default_factory=dict)
    missed: dict[str, list[Planted]] = field(default_factory=dict)
    alarms: list[Found] = field(default_factory=list)


def planters_by_rule() -> dict[str, ModuleType]:
    """A module each, named as the rule's."""
    names = [module.name for module in pkgutil.iter_modules(planters.__path__)]
    return {name.replace("_", "-"): importlib.import_module(f"{planters.__name__}.{name}") for name in names}


def sow(root: Path, only: Iterable[str] = ()) -> Outcome:
    """Plant a defect of every rule's kind, or of some, in the wiki at `root`, and lint it."""
    chosen = {name: module for name, module in planters_by_rule().items() if not only or name in only}
    before = Counter((one.code, one.path, one.message) for one in found(root))
    ground, outcome = Ground(root), Outcome()
    for name, planter in chosen.items():
        planted = planter.plant(ground)
        outcome.planted[name] = planted if isinstance(planted, list) else [planted]
    after = found(root)
    codes = {rule.name: rule.code for rule in rules()}
    places = {(one.code, one.path, one.line) for one in after}
    wanted = {(codes[name], place.path, place.line) for name, some in outcome.planted.items() for place in some}
    for name, some in outcome.planted.items():
        outcome.missed[name] = [one for one in some if (codes[name], one.path, one.line) not in places]
    follow = ground.consequences
    outcome.alarms = [
        one for one in _new(after, before) if one[:3] not in wanted and (one.code, one.path) not in follow
    ]
    return outcome


def _new(after: list[Found], before: Counter[tuple[str, str, str]]) -> list[Found]:
    """Lines move when something is planted above them, so what was there before is known by its words."""
    left = before.copy()
    new: list[Found] = []
    for one in after:
        key = (one.code, one.path, one.message)
        if left[key]:
            left[key] -= 1
        else:
            new.append(one)
    return new


def found(root: Path) -> list[Found]:
    data = json.loads(run(root, "lint", "--json").stdout)
    return [Found(*(one[key] for key in Found._fields)) for one in data["diagnostics"]]

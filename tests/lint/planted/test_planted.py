"""What is planted in a healthy wiki is found, where it was planted, and nothing else is."""

import shutil
from pathlib import Path

import pytest

from kb.lint.rule import Rule, rules
from lint.planted.ground import Ground
from lint.planted.small import build
from lint.planted.sown import Outcome, found, planters_by_rule, sow

PLANTERS = planters_by_rule()
BY_CODE = [rule for rule in rules() if rule.judged is None]
"""What a model finds depends on the model."""


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("planted") / "healthy")


@pytest.fixture
def copy(healthy: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(healthy, tmp_path / "copy"))


@pytest.fixture(scope="module")
def outcome(healthy: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Of all planters at once."""
    return sow(Path(shutil.copytree(healthy, tmp_path_factory.mktemp("planted") / "sown")))


def test_the_wiki_is_healthy_before(healthy: Path) -> None:
    assert found(healthy) == []


@pytest.mark.parametrize("rule", BY_CODE, ids=lambda rule: rule.name)
def test_every_rule_has_a_planter(rule: Rule) -> None:
    """tests/lint/planted/planters has a module of the rule's name."""
    assert rule.name in PLANTERS


def test_every_planter_has_a_rule() -> None:
    assert PLANTERS.keys() - {rule.name for rule in rules()} == set()


@pytest.mark.parametrize("name", PLANTERS)
def test_it_is_found_where_it_was_planted(name: str, outcome: Outcome) -> None:
    assert outcome.planted[name]
    assert outcome.missed[name] == []


def test_nothing_else_is_found(outcome: Outcome) -> None:
    assert outcome.alarms == []


@pytest.mark.parametrize("name", PLANTERS)
def test_alone_it_is_found_too_and_nothing_else_is(name: str, copy: Path) -> None:
    alone = sow(copy, [name])
    assert (alone.missed, alone.alarms) == ({name: []}, [])


def test_a_defect_that_no_rule_looks_for_is_missed(copy: Path) -> None:
    """The count of what is found does not come from what was planted."""
    ground = Ground(copy)
    ground.edit(ground.article(), r"^> \[!NOTE\]$", "> [!TIP]")
    assert found(copy) == []


def test_what_is_planted_as_if_kb_had_written_it_is_no_edit_of_a_person(copy: Path) -> None:
    ground = Ground(copy)
    ground.edit(ground.article(), r"^(# .+\n)", r"\1\n> A remark.\n", stamped=False)
    assert [one.code for one in found(copy)] == ["ART001"]

"""The house's numbers: where code grows past them, it is time to find the part that wants to be its own."""

import re
import statistics

from house.tree import module, python_files

GENERIC = re.compile(r"(^|_)(utils?|helpers?|common|core|base|managers?|handlers?|processors?|services?|misc)(_|$)")
STAND_INS = re.compile(r"\b(unittest[.]mock|MagicMock|mocker|monkeypatch[.]setattr|@patch|sleep\()")


def test_no_file_is_longer_than_400_lines() -> None:
    assert [path for path in python_files() if module(path).lines > 400] == []


def test_half_of_the_files_have_at_most_100_lines() -> None:
    sizes = [module(path).lines for path in python_files("src")]
    assert statistics.median(sizes) <= 100


def test_no_function_is_longer_than_50_lines() -> None:
    assert [f.place for path in python_files() for f in module(path).functions if f.lines > 50] == []


def test_functions_are_short_as_a_whole() -> None:
    sizes = sorted(f.lines for path in python_files("src") for f in module(path).functions)
    assert statistics.median(sizes) <= 8
    assert sizes[int(len(sizes) * 0.95)] <= 30


def test_only_commands_take_more_than_five_parameters() -> None:
    many = [f for path in python_files("src") for f in module(path).functions if f.parameters > 5]
    assert [f.place for f in many if not f.is_command] == []


def test_no_module_or_class_has_a_name_that_says_nothing() -> None:
    modules = [path.stem for path in python_files("src")] + [path.parent.name for path in python_files("src")]
    assert [name for name in modules if GENERIC.search(name)] == []
    classes = [name for path in python_files("src") for name in module(path).classes]
    assert [name for name in classes if re.search(r"(Manager|Handler|Processor|Service|Helper|Util)$", name)] == []


def test_every_module_says_what_it_is_for() -> None:
    modules = [path for path in python_files("src") if path.stat().st_size]
    silent = [path for path in modules if not module(path).says_what_it_is_for]
    assert silent == []


def test_tests_use_no_mocks_no_patches_and_no_sleep() -> None:
    found = [
        path for path in python_files("tests", "tests_local") if STAND_INS.search(path.read_text(encoding="utf-8"))
    ]
    assert [path.name for path in found if path.name != "test_numbers.py"] == []

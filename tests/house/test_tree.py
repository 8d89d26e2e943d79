"""What is committed speaks of the project alone: no machine, no registry, no key."""

import re

import pytest

from house.tree import python_files, texts

# In pieces, so that this file does not hold what it looks for.
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("debian", "org"))]

FORBIDDEN = [
    pytest.param(r"(?<![\w.~>*])/(work|root|home|Users|farm|opt)/\w", id="a path of somebody's machine"),
    pytest.param(r"(?i)\b[a-z]:\\(users|work)\\", id="a path of somebody's Windows machine"),
    pytest.param("|".join(map(re.escape, HOSTS)), id="the address of a package registry"),
    pytest.param(r"\bsk-ant-[\w-]{8}", id="a key"),
    pytest.param(r"^(<{7}|>{7}) ", id="a merge that was not finished"),
]


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_tracked_file_holds(pattern: str) -> None:
    assert [name for name, text in texts() if re.search(pattern, text, re.MULTILINE)] == []


def test_stages_pages_and_rules_are_pure() -> None:
    touching = re.compile(r"(?<!Posix)\bPath\(|\b(open|print)\(|[.](read|write)_(text|bytes)\(|[.](now|today)\(")
    pure = python_files("src/kb/stages", "src/kb/wiki", "src/kb/lint/rules")
    assert [path.name for path in pure if touching.search(path.read_text(encoding="utf-8"))] == []

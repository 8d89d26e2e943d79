"""A merge that was not finished, with the names of branches that git writes behind its marks."""

import pytest

from kb.lint.rules.merge_conflict import check_page
from kb.wiki.scan import scan

# Made here, so that no file of this repository looks like an unfinished merge itself.
OURS, MIDDLE, THEIRS = "<" * 7, "=" * 7, ">" * 7


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        pytest.param([f"{OURS} HEAD", MIDDLE, f"{THEIRS} branch"], [1], id="with the names of branches"),
        pytest.param([f"{OURS} HEAD", "||||||| base", MIDDLE, f"{THEIRS} a b"], [1], id="with what was there before"),
        pytest.param([f"{OURS} HEAD", MIDDLE], [], id="never closed"),
        pytest.param([f"{THEIRS} branch", MIDDLE, f"{OURS} HEAD"], [], id="in another order"),
        pytest.param([f"{OURS}< HEAD", MIDDLE, f"{THEIRS} branch"], [], id="an arrow of another length"),
    ],
)
def test_a_conflict_is_found_where_it_begins(marks: list[str], found: list[int]) -> None:
    page = scan("wiki/page.md", "".join(f"{mark}\nThe weir.\n" for mark in marks))
    assert [finding.line for finding in check_page(page)] == found

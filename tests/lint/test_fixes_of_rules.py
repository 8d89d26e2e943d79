"""The fixes that rules offer: each edit, put into the page, removes its finding and touches nothing else."""

import pytest

from kb.diagnostics import Diagnostic, Edit
from kb.lint.bundle import Bundle
from kb.lint.run import check
from kb.wiki.scan import scan

HEAD = "---\ntype: Answer\ntitle: A\ndescription: A page.\n---\n"

FILES = frozenset({"wiki/A (1)/plan.png", "wiki/b.md.new"})
PAGES = ("wiki/Fish Ladder.md", "wiki/b.md", "wiki/caf\u00e9.md")


def found(text: str, path: str = "wiki/a.md") -> list[Diagnostic]:
    pages = {other: scan(other, HEAD) for other in PAGES} | {path: scan(path, text)}
    return [one for one in check(Bundle(pages, {}, FILES)) if one.path == path]


def put(text: str, edits: tuple[Edit, ...]) -> str:
    lines = text.split("\n")
    for line, column, _, end, new in sorted(edits, reverse=True):
        lines[line - 1] = lines[line - 1][: column - 1] + new + lines[line - 1][end - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        pytest.param("LNK006", "x [a](fish%20ladder.md#c)", "x [a](Fish%20Ladder.md#c)", id="percent-encoded"),
        pytest.param("LNK006", "[a](<fish ladder.md>)", "[a](<Fish Ladder.md>)", id="angle brackets"),
        pytest.param("LNK006", "![](a%20(1)/Plan.png)", "![](A%20%281%29/plan.png)", id="parentheses"),
        pytest.param("LNK006", "[a](B.md) [a](B.md)", "[a](b.md) [a](b.md)", id="twice in a line"),
        pytest.param("LNK007", "[a](cafe\u0301.md#x)", "[a](caf\u00e9.md#x)", id="an accent as a character of its own"),
        pytest.param("LNK007", "[a](cafe%CC%81.md)", "[a](caf%C3%A9.md)", id="the same, percent-encoded"),
        pytest.param("LNK008", '[a](b.md.new "t")', '[a](b.md "t")', id="an offer"),
        pytest.param("SEC003", "ig\u200bnore", "ignore", id="an invisible character"),
    ],
)
def test_a_fix_of_the_body(code: str, before: str, after: str) -> None:
    fixes = [one.fix for one in found(HEAD + before) if one.code == code and one.fix is not None]
    fixed = put(HEAD + before, tuple(edit for fix in fixes for edit in fix.edits))
    assert fixed == HEAD + after
    assert code not in {one.code for one in found(fixed)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("title: 2026", 'title: "2026"', id="a number for a title"),
        pytest.param("tags: rivers   # one", "tags: [rivers]   # one", id="a tag and a comment"),
        pytest.param("aliases: 1997", 'aliases: ["1997"]', id="a number for an alias"),
    ],
)
def test_a_fix_of_the_front_matter(before: str, after: str) -> None:
    text = f"---\ntype: Answer\ndescription: A page.\n{before}\n---\n"
    (fix,) = [one.fix for one in found(text) if one.code == "OKF008"]
    assert fix is not None
    assert put(text, fix.edits) == text.replace(before, after)
    assert "OKF008" not in {one.code for one in found(put(text, fix.edits))}


def test_a_page_that_kb_wrote_gets_no_fix() -> None:
    text = HEAD.replace("title: A", "title: A\ngenerated: {by: kb}") + "[a](B.md)"
    assert [one.fix for one in found(text) if one.code == "LNK006"] == [None]


def test_a_fix_of_the_version_of_the_format() -> None:
    text = "---\nokf_version: 0.2\n---\n\n# Contents\n"
    (fix,) = [one.fix for one in found(text, "wiki/index.md") if one.code == "OKF012"]
    assert fix is not None
    assert put(text, fix.edits) == text.replace("0.2", '"0.2"')
    assert "OKF012" not in {one.code for one in found(put(text, fix.edits), "wiki/index.md")}

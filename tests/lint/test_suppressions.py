"""Comments that allow findings: taking an unused one out leaves the page as it would be without it."""

import pytest

from kb.lint.bundle import Bundle
from kb.lint.run import check
from kb.lint.selection import Choice, PathChoice, Selection
from kb.wiki.scan import scan

HEAD = "---\ntype: Note\ntitle: A\ndescription: A.\n---\n"
PATH = "wiki/a.md"


def found(body, selection=Selection(("SUP", "LNK001"))):  # noqa: B008
    return check(Bundle({PATH: scan(PATH, HEAD + body)}, {}), selection)


def mended(body):
    """The body after the fixes of its findings, applied from the end."""
    lines = (HEAD + body).split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]
    text = HEAD + body
    edits = {edit for one in found(body) for edit in (one.fix.edits if one.fix else ())}
    for edit in sorted(edits, reverse=True):
        start, end = (starts[line - 1] + column - 1 for line, column in (edit[:2], edit[2:4]))
        text = text[:start] + edit.text + text[end:]
    return text.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("A. <!-- kb: allow LNK001 -->\nB.\n", "A.\nB.\n", id="behind text"),
        pytest.param("A. %% kb: allow LNK001 %% B.\n", "A. B.\n", id="within text"),
        pytest.param("A.\n\n<!-- kb: allow LNK001 -->\nB.\n", "A.\n\nB.\n", id="on a line of its own"),
        pytest.param("A.\n<!-- kb: allow LNK001 -->\nB.\n", "A.\n\nB.\n", id="between two paragraphs"),
        pytest.param("A.\n\n<!-- kb: allow LNK001: we\nknow -->\n\nB.\n", "A.\n\n\nB.\n", id="of two lines"),
        pytest.param("A.\n\n<!-- kb: allow LNK001 -->", "A.\n\n", id="at the end, without a line end"),
        pytest.param("> <!-- kb: allow LNK001 -->\n> A.\n", ">\n> A.\n", id="in a quote"),
        pytest.param(
            "<!-- kb: allow-start LNK001 -->\n\nA.\n\n<!-- kb: allow-end -->\n", "\nA.\n\n", id="a stretch, both ends"
        ),
        pytest.param(
            "[[b]] <!-- kb: allow LNK001, LNK001, unresolved-link -->\n",
            "[[b]] <!-- kb: allow LNK001, LNK001, unresolved-link -->\n",
            id="every word allows it: nothing to take out",
        ),
        pytest.param(
            "A.\n<!-- kb: allow LNX001 -->\n", "A.\n<!-- kb: allow LNX001 -->\n", id="a wrong word: a person's"
        ),
        pytest.param("`<!-- kb: allow LNK001 -->`\n", "`<!-- kb: allow LNK001 -->`\n", id="a listing stays"),
    ],
)
def test_what_allows_nothing_is_taken_out(body, expected):
    assert mended(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "[[b]] <!-- kb: allow LNK001, SUP001 -->\n",
        "%% kb: allow-page LNK001 %%\n\n[[b]]\n",
        "[[b]] <!-- kb: allow LNK001 - still to be written -->\n",
    ],
)
def test_what_allows_something_stays(body):
    assert found(body) == []


def test_one_unused_word_of_several_is_taken_out_alone():
    body = "[[b]] <!-- kb: allow SUP002, LNK001,  CIT: as agreed -->\n"
    every = Selection()
    (unused,) = [one for one in found(body, every) if one.code == "SUP001"]
    assert unused.fix is not None
    assert [edit.text for edit in unused.fix.edits] == ["SUP002, LNK001"]


@pytest.mark.parametrize(
    "selection",
    [
        pytest.param(Selection(("SUP",)), id="it was not selected"),
        pytest.param(Selection((), ("LNK001",)), id="it was ignored"),
        pytest.param(Selection(paths=(PathChoice("wiki/**", Choice(ignore=("LNK",))),)), id="not for this path"),
    ],
)
def test_a_comment_is_not_unused_when_its_rule_was_not_looked_for(selection):
    assert [one.code for one in found("A. <!-- kb: allow LNK001 -->\n", selection) if one.code == "SUP001"] == []


def test_a_family_is_not_unused_when_a_part_of_it_was_not_looked_for():
    assert found("A. <!-- kb: allow LNK -->\n", Selection(("SUP", "LNK001"), ("LNK002",))) == []


def test_suppressions_need_not_be_checked():
    assert found("A. <!-- kb: allow LNK001 -->\n", Selection((), ("SUP",))) == check(
        Bundle({PATH: scan(PATH, HEAD + "A.\n")}, {}), Selection((), ("SUP",))
    )

"""Edits in texts: where they come, what they leave alone, and what they may never change."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.diagnostics import Diagnostic, Edit, Fix, Grade
from kb.lint.bundle import Bundle
from kb.lint.differences import remark, unified
from kb.lint.fixing import applied
from kb.lint.meaning import lost
from kb.lint.mending import OURS, ROUNDS, SAFE, UNSAFE, Mended, mend
from kb.lint.run import check
from kb.wiki.draft import Draft
from kb.wiki.scan import scan


def fix(*edits: Edit, grade: Grade = "safe") -> Fix:
    return Fix(grade, "Mend it", edits)


def put(line: int, column: int, text: str, length: int = 0) -> Fix:
    return fix(Edit(line, column, line, column + length, text))


PAGE = "one two\nthree\nfour"


@pytest.mark.parametrize(
    ("text", "fixes", "expected"),
    [
        pytest.param(PAGE, [put(1, 5, "2", 3), put(1, 1, "1", 3)], "1 2\nthree\nfour", id="in any order"),
        pytest.param(PAGE, [put(2, 6, "!")], "one two\nthree!\nfour", id="at the end of a line"),
        pytest.param(
            PAGE, [put(3, 5, "!")], "one two\nthree\nfour!", id="at the end of a text without a last line end"
        ),
        pytest.param(PAGE, [fix(Edit(2, 1, 3, 1, ""))], "one two\nfour", id="a whole line"),
        pytest.param(PAGE, [fix(Edit(3, 1, 4, 1, ""))], "one two\nthree\n", id="the last line, which has no end"),
        pytest.param(PAGE, [put(1, 1, "0\n")], "0\none two\nthree\nfour", id="a line above"),
        pytest.param("a\r\nb\r\n", [put(2, 1, "x\n")], "a\r\nx\r\nb\r\n", id="Windows line ends"),
        pytest.param("a\r\nb\nc\r", [put(2, 1, "x\n"), put(3, 1, "y\n")], "a\r\nx\nb\ny\rc\r", id="each its own"),
        pytest.param("\ufeffa", [put(1, 1, "x", 1)], "\ufeffx", id="behind a byte order mark"),
        pytest.param("a\x0cb\u2028c", [put(1, 5, "x", 1)], "a\x0cb\u2028x", id="what editors don't count as a line"),
        pytest.param("👩‍🔬 été", [put(1, 5, "hiver", 3)], "👩‍🔬 hiver", id="characters, not bytes"),
        pytest.param("aa", [put(1, 1, "x", 1), put(1, 2, "y", 1)], "xy", id="neighbours"),
        pytest.param("", [put(1, 1, "x")], "x", id="an empty text"),
    ],
)
def test_fixes_are_applied(text: str, fixes: list[Fix], expected: str) -> None:
    assert applied(text, fixes) == (expected, tuple(range(len(fixes))))


@pytest.mark.parametrize(
    ("fixes", "expected", "taken"),
    [
        pytest.param([put(1, 3, "x", 3), put(1, 1, "y", 3)], "y two", (1,), id="that overlap: the first by place"),
        pytest.param([put(1, 1, "x"), put(1, 1, "y")], "xone two", (0,), id="that insert at one place"),
        pytest.param([put(1, 1, "x", 3), put(1, 4, "y")], "x two", (0,), id="that insert beside what is replaced"),
        pytest.param(
            [fix(Edit(1, 1, 1, 2, "O"), Edit(1, 5, 1, 6, "T")), put(1, 5, "2", 3)],
            "One Two",
            (0,),
            id="that overlap the second edit of another",
        ),
    ],
)
def test_of_fixes(fixes: list[Fix], expected: str, taken: tuple[int, ...]) -> None:
    assert applied("one two", fixes) == (expected, taken)


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(Edit(9, 1, 9, 1, "x"), id="a line that is not there"),
        pytest.param(Edit(1, 9, 1, 9, "x"), id="behind the end of a line"),
        pytest.param(Edit(0, 0, 0, 0, "x"), id="the file as a whole"),
        pytest.param(Edit(2, 1, 1, 1, "x"), id="from the end to the beginning"),
        pytest.param(Edit(3, 1, 3, 9, "x"), id="over the end of the text"),
    ],
)
def test_an_edit_that_has_no_place_is_not_applied(edit: Edit) -> None:
    assert applied(PAGE, [fix(edit)]) == (PAGE, ())


def test_a_fix_is_applied_whole_or_not_at_all() -> None:
    assert applied(PAGE, [fix(Edit(1, 1, 1, 2, "x"), Edit(9, 1, 9, 1, "y"))]) == (PAGE, ())
    assert applied(PAGE, [fix(Edit(1, 1, 1, 3, "x"), Edit(1, 2, 1, 4, "y"))]) == (PAGE, ())


texts = st.text(st.sampled_from("ab \r\n\ufeffé👩\x0c\u2028"), max_size=30)
edits = st.builds(
    lambda line, column, lines, length, text: Edit(line, column, line + lines, column + length, text),
    *(st.integers(1, 6), st.integers(1, 8), st.integers(0, 2), st.integers(0, 6)),
    st.text("xy", max_size=3),
)


@given(texts, st.lists(edits, max_size=4))
def test_every_character_outside_of_the_edits_stays(text: str, some: list[Edit]) -> None:
    assume(not set("xy") & set(text))
    new, taken = applied(text, [fix(edit) for edit in some])
    rest = iter(text)
    assert all(char in rest for char in new.replace("x", "").replace("y", ""))
    inserted_only = all(some[number][:2] == some[number][2:4] for number in taken)
    assert not inserted_only or re.sub("[xy]", "", new) == text


@given(texts, edits)
def test_places_are_those_of_the_scanned_page(text: str, edit: Edit) -> None:
    """What a rule sees at a place is what is replaced in the file."""
    page, new = scan("wiki/a.md", text), applied(text, [fix(edit)])
    again = applied(page.text, [fix(edit)])
    # Where a mark of the byte order comes to stand first, it is none of the text any more.
    assume(not page.text.startswith("\ufeff") and not again.text.startswith("\ufeff"))
    assert new.taken == again.taken
    assert scan("wiki/a.md", new.text).text == again.text


KEPT = """\
---
type: Concept
title: Weir
---
# Weir

The [[Weir at Brugg]] is old.[^a] See the [dam](Dam.md).

A block. ^k1

[^a]: "It is old" — [Talk](../sources/Talk.md#^k00000001)
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("[[Weir at Brugg]]", "[[weir|Weir at Brugg]]", id="a wikilink that shows the same"),
        pytest.param("(Dam.md)", "(dam.md)", id="another target of a link"),
        pytest.param("../sources/Talk.md", "../sources/talk.md", id="a cited page in the case of its file"),
        pytest.param("is old.[^a]", "is\u200b old.[^a]", id="a character that nobody sees"),
        pytest.param("title: Weir\n", "title: Weir\ndescription: Old.\n", id="a new key"),
        pytest.param("See the [dam](Dam.md).", "See the dam.", id="a link less"),
    ],
)
def test_a_page_says_the_same_with(old: str, new: str) -> None:
    assert old in KEPT
    assert lost(scan("wiki/a.md", KEPT), scan("wiki/a.md", KEPT.replace(old, new))) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("is old", "is new", id="a word of a sentence"),
        pytest.param("old.[^a]", "old.", id="a mark that is gone"),
        pytest.param("[[Weir at Brugg]]", "[[weir]]", id="a link that shows something else"),
        pytest.param("It is old", "It was old", id="a word of a quote"),
        pytest.param("#^k00000001", "#^k00000002", id="another block"),
        pytest.param("sources/Talk", "sources/call", id="another page cited"),
        pytest.param("[^a]: ", "[^b]: ", id="another label"),
        pytest.param("A block.", "A brick.", id="words that others cite"),
        pytest.param("title: Weir", "title: Weir: a", id="front matter that is no YAML"),
        pytest.param("type:", "sources: [x]\ntype:", id="another source"),
    ],
)
def test_a_page_does_not_say_the_same_with(old: str, new: str) -> None:
    assert old in KEPT
    assert lost(scan("wiki/a.md", KEPT), scan("wiki/a.md", KEPT.replace(old, new))) != ""


def mended(pages: dict[str, str], unsafe: bool = False) -> Mended:
    """What the rules' own fixes make of a wiki."""

    def found(changed):
        both = {**pages, **changed}
        return check(Bundle({path: scan(path, text) for path, text in both.items()}, {}))

    return mend(found({}), pages.get, found, UNSAFE if unsafe else SAFE)


def page(body: str, front: str = "type: Note\ntitle: A\ndescription: A.\n") -> str:
    return f"---\n{front}---\n{body}"


VOLVO = page("[[a]]\n", "type: Concept\ntitle: Volvo Cars\naliases: [沃尔沃]\ndescription: Cars.\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("[[Volvo Cars]]", "[[volvo-cars|Volvo Cars]]", id="a title"),
        pytest.param("[[沃尔沃|owner]]", "[[volvo-cars|owner]]", id="an alias with other words"),
        pytest.param("[[volvo  CARS#History]]", "[[volvo-cars#History|volvo  CARS]]", id="with a heading"),
        pytest.param("![[Volvo Cars]]", "![[volvo-cars]]", id="an embed"),
        pytest.param("| [[Volvo Cars]] |\n|---|", "| [[volvo-cars\\|Volvo Cars]] |\n|---|", id="in a table"),
        pytest.param("[[Volvo Cars]][[Volvo Cars]]", "[[volvo-cars|Volvo Cars]]" * 2, id="two side by side"),
        pytest.param("A.[^1]\n\n[^1]: B.\n[^1]: B.\n", "A.[^1]\n\n[^1]: B.\n", id="a definition that stands twice"),
        pytest.param("A.[^1]\n\n[^1]: B.\n[^1]: B.", "A.[^1]\n\n[^1]: B.\n", id="twice, at the very end"),
    ],
)
def test_a_safe_fix_mends(before: str, after: str) -> None:
    done = mended({"wiki/a.md": page(before), "wiki/volvo-cars.md": VOLVO})
    assert done.texts == {"wiki/a.md": page(after)}
    assert not [one for one in check(bundle({"wiki/a.md": page(after), "wiki/volvo-cars.md": VOLVO})) if one.fix]


def bundle(pages: dict[str, str]) -> Bundle:
    return Bundle({path: scan(path, text) for path, text in pages.items()}, {})


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("[[Saab]]", id="a name that no page has"),
        pytest.param("[[Volvo]]", id="a name that two pages have"),
        pytest.param("[[Own title]]", id="the name of the page itself"),
        pytest.param("A.[^1]\n\n[^1]: B.\n[^1]: C.\n", id="two definitions that say different things"),
        pytest.param("A.[^1]\n\n[^1]: B.\n    more\n[^1]: B.\n    more\n", id="definitions of several lines"),
        pytest.param("[^2]: B.", id="a definition without a mark, which is only suggested"),
        pytest.param("`[[Volvo Cars]]`", id="code"),
    ],
)
def test_no_fix_touches(body: str) -> None:
    shared = {f"wiki/{name}.md": VOLVO.replace("Volvo Cars", "Volvo") for name in ("b", "c")}
    ours = page(body, "type: Note\ntitle: Own title\ndescription: A.\n")
    assert mended({"wiki/a.md": ours, "wiki/volvo-cars.md": VOLVO, **shared}, unsafe=True).texts == {}


@pytest.mark.parametrize(
    ("front", "unsafe", "after"),
    [
        pytest.param("type: Note\n", False, "type: Note\ntitle: Weir\n", id="the heading for the title"),
        pytest.param("title: A\n", False, None, id="no type: nobody knows it for certain"),
        pytest.param("title: A\n", True, "type: Note\ntitle: A\n", id="no type, unsafe"),
        pytest.param(
            "stale_after: 2027-01-01 09:14 +01:00\n",
            False,
            "stale_after: 2027-01-01T09:14+01:00\n",
            id="form of a time",
        ),
        pytest.param("stale_after: 2027-01-01\n", False, None, id="no zone: nobody knows it"),
        pytest.param("stale_after: 2027-01-01\n", True, "stale_after: 2027-01-01T00:00:00Z\n", id="no zone, unsafe"),
        pytest.param("sources: [{id: x, last_modified: 2027-01-01}]\n", True, None, id="where the page comes from"),
    ],
)
def test_front_matter(front: str, unsafe: bool, after: str | None) -> None:
    rest = "" if front.startswith("t") else "type: Note\ntitle: A\n"
    done = mended({"wiki/a.md": page("# Weir\n", front + rest)}, unsafe)
    assert done.texts == ({} if after is None else {"wiki/a.md": page("# Weir\n", after + rest)})


def test_a_page_without_front_matter_gets_one_only_when_unsafe() -> None:
    assert mended({"wiki/a.md": "\ufeffA\r\n"}).texts == {}
    assert mended({"wiki/a.md": "\ufeffA\r\n"}, unsafe=True).texts == {
        "wiki/a.md": "\ufeff---\r\ntype: Note\r\n---\r\nA\r\n"
    }


def test_a_page_as_kb_wrote_it_is_left_to_kb() -> None:
    ours = Draft("a.md", {"type": "Concept", "title": "A", "description": "A."}, "[[Volvo Cars]]").stamped("kb", "now")
    done = mended({"wiki/a.md": ours, "wiki/volvo-cars.md": VOLVO})
    assert (done.texts, done.left) == ({}, {"wiki/a.md": OURS})


def test_a_page_of_kb_that_a_person_edited_is_mended_and_stays_the_persons() -> None:
    ours = Draft("a.md", {"type": "Note", "title": "A", "description": "A."}, "x").stamped("kb", "now")
    edited = ours.replace("\nx\n", "\n[[Volvo Cars]]\n")
    done = mended({"wiki/a.md": edited, "wiki/volvo-cars.md": VOLVO})
    assert done.texts == {"wiki/a.md": edited.replace("[[Volvo", "[[volvo-cars|Volvo")}


def test_a_fix_that_would_change_what_is_said_leaves_its_page_alone() -> None:
    worse = Diagnostic("wiki/a.md", 1, 1, "LNK001", "x", "x", fix=put(1, 1, "Not ", 0))
    done = mend([worse], {"wiki/a.md": "All is well.\n"}.get, lambda texts: [])
    assert (done.texts, done.findings) == ({}, 0)
    assert done.left == {"wiki/a.md": "it would say something else"}


def test_fixes_that_never_end_are_stopped() -> None:
    rounds = []

    def again(texts):
        rounds.append(texts["wiki/a.md"])
        return [Diagnostic("wiki/a.md", 1, 1, "LNK001", "x", "x", fix=put(1, 1, "\n"))]

    assert mend(again({"wiki/a.md": ""}), {"wiki/a.md": ""}.get, again).texts == {"wiki/a.md": "\n" * ROUNDS}


PIECES = (
    "[[Volvo Cars]]",
    "[[沃尔沃|x]]",
    "A.[^1]",
    "[^1]: B.",
    "\n",
    "\n\n",
    "\r\n",
    "# H",
    "| ",
    "text ",
    "`",
    "- ",
    "^k1",
)
FRONTS = ("", "type: Note\n", "title: A\n", "stale_after: 2027-01-01 09:14\n", "{a: b}\n", "x:\n", "- y\n")


@given(st.lists(st.sampled_from(FRONTS)), st.lists(st.sampled_from(PIECES), max_size=12), st.booleans())
def test_fixing_twice_is_fixing_once(fronts: list[str], pieces: list[str], unsafe: bool) -> None:
    pages = {"wiki/a.md": page("".join(pieces), "".join(fronts)), "wiki/volvo-cars.md": VOLVO}
    once = {**pages, **mended(pages, unsafe).texts}
    assert mended(once, unsafe).texts == {}
    assert lost(scan("wiki/a.md", pages["wiki/a.md"]), scan("wiki/a.md", once["wiki/a.md"])) == ""


def test_a_diff_keeps_carriage_returns_and_says_where_no_line_end_is() -> None:
    assert "".join(unified("wiki/a.md", "a\r\nb", "a\r\nc")) == (
        "--- a/wiki/a.md\n+++ b/wiki/a.md\n@@ -1,2 +1,2 @@\n a\r\n"
        "-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
    )


def test_a_suggestion_is_a_remark_in_the_diff() -> None:
    lines = list(remark(unified("wiki/a.md", "a", "b"), "suggestion"))
    assert lines[0] == "# suggestion\n"
    assert all(line.startswith("# ") for line in lines)

"""What happens to the files of the wiki: kb's own pages follow, a person's never do."""

import pytest

from kb.wiki.draft import Draft
from kb.wiki.update import plan

BY, AT = "kb/1 extractive", "2026-01-02T03:04:05Z"
OLD = Draft("concepts/a.md", {"type": "Concept", "title": "A"}, "# A\n\nold")
NEW = Draft("concepts/a.md", {"type": "Concept", "title": "A"}, "# A\n\nnew")
WRITTEN = OLD.stamped(BY, AT).encode()
EDITED = WRITTEN.replace(b"old", b"my words")


def outcome(drafts, existing):
    update = plan(drafts, existing, BY, AT)
    return sorted(update.writes), update.removals, [d.message for d in update.diagnostics]


@pytest.mark.parametrize(
    ("drafts", "existing", "writes", "removals", "reports"),
    [
        pytest.param([OLD], {}, [OLD.path], [], 0, id="a new page is written"),
        pytest.param([OLD], {OLD.path: WRITTEN}, [], [], 0, id="the same page is left alone"),
        pytest.param([NEW], {OLD.path: WRITTEN}, [OLD.path], [], 0, id="a changed page is written"),
        pytest.param([], {OLD.path: WRITTEN}, [], [OLD.path], 0, id="a page without a cause goes"),
        pytest.param([OLD], {OLD.path: EDITED}, [], [], 1, id="an edit is kept; kb has nothing new to say"),
        pytest.param([NEW], {OLD.path: EDITED}, [f"{OLD.path}.new"], [], 1, id="an edit is kept; news lie beside it"),
        pytest.param([], {OLD.path: EDITED}, [], [], 1, id="an edit is kept without a cause too"),
        pytest.param([], {"mine.md": b"# My own page"}, [], [], 0, id="a person's own page is nobody's business"),
        pytest.param([NEW], {OLD.path: b"\xff\xfe"}, [f"{OLD.path}.new"], [], 1, id="a page that is not text is kept"),
        pytest.param([NEW], {OLD.path: b"# Mine now"}, [f"{OLD.path}.new"], [], 1, id="front matter thrown away"),
        pytest.param(
            [OLD], {OLD.path: WRITTEN.replace(b"\n", b"\r\n")}, [], [], 0, id="line ends changed by git: no edit"
        ),
        pytest.param(
            [NEW],
            {OLD.path: EDITED, f"{OLD.path}.new": NEW.stamped(BY, "2020-01-01T00:00:00Z").encode()},
            [],
            [],
            1,
            id="an offer that still holds is not made again",
        ),
        pytest.param(
            [NEW],
            {OLD.path: EDITED, f"{OLD.path}.new": EDITED},
            [],
            [],
            2,
            id="an offer that a person edits is theirs",
        ),
        pytest.param(
            [OLD], {OLD.path: WRITTEN, f"{OLD.path}.new": WRITTEN}, [], [f"{OLD.path}.new"], 0, id="a stale offer goes"
        ),
    ],
)
def test_pages_as_they_are_and_as_they_should_be(drafts, existing, writes, removals, reports):
    found = outcome(drafts, existing)
    assert found[:2] == (writes, removals)
    assert len(found[2]) == reports


@pytest.mark.parametrize("name", ["index.md", "log.md"])
def test_an_edit_of_a_generated_page_without_front_matter_is_seen_too(name):
    draft = Draft(name, {}, "# Contents\n\n* [A](a.md)")
    text = draft.stamped(BY, AT).encode()
    assert outcome([draft], {name: text}) == ([], [], [])
    assert outcome([draft], {name: text.replace(b"# C", b"# My c")})[0] == []


def test_the_time_alone_changes_no_page():
    assert plan([OLD], {OLD.path: WRITTEN}, "kb/2 other", "2027-01-01T00:00:00Z").empty

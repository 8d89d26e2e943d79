"""What was found wrong with content, on a terminal: what matters first, and a flood is counted."""

from kb.reports import MISQUOTED_SOURCE, POSSIBLE_POSTS, TRIMMED, UNANSWERED_REQUEST
from kb.terminal import Terminal


def told(capsys, *found):
    Terminal().findings(found)
    return capsys.readouterr().out.splitlines()


def many(report, number):
    return [report.at(f"wiki/sources/s{one:03}.md", f"message {one}") for one in range(number)]


def test_a_few_findings_are_told_one_by_one_the_worst_first(capsys):
    lines = told(capsys, *many(TRIMMED, 1), *many(UNANSWERED_REQUEST, 1))
    assert lines == ["error: wiki/sources/s000.md: message 0", "info: wiki/sources/s000.md: message 0"]


def test_a_flood_of_notes_is_one_line_for_each_kind(capsys):
    lines = told(capsys, *many(TRIMMED, 300), *many(MISQUOTED_SOURCE, 1))
    assert lines == [
        "warning: wiki/sources/s000.md: message 0",
        "info: 300 × trimmed (kb explain ENG008; --json lists all)",
    ]


def test_a_flood_hides_no_other_kind(capsys):
    lines = told(capsys, *many(UNANSWERED_REQUEST, 40), *many(MISQUOTED_SOURCE, 2), *many(TRIMMED, 12))
    assert [line.split(":")[0] for line in lines] == ["error"] * 11 + ["warning"] * 2 + ["info"]
    assert lines[10] == "error: 30 more × unanswered-request (kb explain ENG006; --json lists all)"


def test_notes_that_say_what_to_do_are_shown_by_example(capsys):
    found = [
        POSSIBLE_POSTS.at(f"raw/{one}.txt", "other posts may begin at line 3", "If they do: ...") for one in "abcdefg"
    ]
    lines = told(capsys, *found)
    assert len(lines) == 5 * 2 + 1
    assert lines[-1] == "info: 2 more × possible-posts (kb explain RAW003; --json lists all)"

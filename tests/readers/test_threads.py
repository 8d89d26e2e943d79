"""Threads as people paste them: from Thread Reader, and with their numbers."""

import pytest

from kb import readers
from kb.knowledge import Reading
from kb.readers.reader import Overrides

ABOVE = """Thread Reader
Ann Lee Profile picture
Ann Lee
@ann
Subscribe
Jan 2, 2026 • 3 tweets • 2 min read • Read on X
Bookmark Save as PDF
My Authors
"""
BODY = """1/ Oak rots where water stands.

2/ Elm does not, which is why pumps were made of it.

3/ Nobody knows why.
"""
BELOW = """
• • •

Missing some Tweet in this thread? You can try to force a refresh

Keep Current with Ann Lee
Stay in touch and get notified when new unrolls are available from this author!
More from @ann
Dec 3
Somebody wanted to know how a mill is built.
"""


def read(text: str) -> tuple[Reading, ...]:
    found = readers.read("pasted.txt", text.encode(), Overrides())
    assert isinstance(found, tuple), found
    return found


def texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks]


WORDS = ["1/ Oak rots where water stands.", "2/ Elm does not, which is why pumps were made of it.",
         "3/ Nobody knows why."]  # fmt: skip


@pytest.mark.parametrize("above", [ABOVE, "", "Ann Lee\n@ann\nJan 2, 2026\n3 tweets\n2 min read\n"])
def test_what_thread_reader_writes_around_a_thread_is_cut(above: str) -> None:
    (reading,) = read(above + BODY + BELOW)
    assert (texts(reading), reading.kind, reading.reason) == (WORDS, "thread", "copied from Thread Reader")
    assert (reading.author, reading.published) == ((("Ann Lee (@ann)",), "2026-01-02") if above else ((), ""))


def test_a_thread_without_the_words_of_thread_reader_is_read_whole() -> None:
    (reading,) = read("Thread Reader is a site.\n\nIts pages end with three dots, and they stay in touch.\n")
    assert len(reading.blocks) == 2


@pytest.mark.parametrize(
    ("marks", "order", "warnings"),
    [
        pytest.param("1/3 2/3 3/3", "1/3 2/3 3/3", [], id="in order"),
        pytest.param("3/3 1/3 2/3", "1/3 2/3 3/3", ["its posts were put in the order of their numbers"], id="not"),
        pytest.param("1/5 2/5 5/5", "1/5 2/5 5/5", ["posts 3, 4 of the thread are missing"], id="with gaps"),
        pytest.param("1/ 2/ 4/", "1/ 2/ 4/", ["post 3 of the thread is missing"], id="a gap without the whole"),
        pytest.param("1/2 1/4 3/4", "1/2 1/4 3/4", [], id="fractions"),
        pytest.param("7/30 8/30 9/30", "7/30 8/30 9/30", [], id="days of a month"),
    ],
)
def test_numbered_posts_are_put_in_order_and_gaps_are_told(marks: str, order: str, warnings: list[str]) -> None:
    (reading,) = read(
        "\n\n".join(f"{mark} says the mill, and it says more than one would think." for mark in marks.split())
    )
    assert [text.split()[0] for text in texts(reading)] == order.split()
    assert list(reading.warnings) == warnings


def test_a_thread_that_begins_anew_is_another_post() -> None:
    one = "1/ Oak rots.\n\n2/ Elm does not.\n\n"
    assert len(read(one + one)) == 2

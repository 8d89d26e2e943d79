"""Plain prose: paragraphs, headings, lists, and several posts in one file."""

import textwrap

import pytest

from kb.knowledge import Reading
from kb.readers import article, thread
from kb.readers.posts import proposals
from kb.readers.reader import File, Line

LONG = "The provinces told the private makers to go ahead without a licence, and the makers did so for four long years."
SPANISH = [
    "En vez de dos horas de Netflix esta noche, mira esta clase magistral del fundador de una empresa china.",
    "La explicación más clara que he visto sobre los enjambres de agentes y los sistemas a gran escala.",
]


def lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(at, line) for at, line in enumerate(text.split("\n"), 1))


def kinds(text: str) -> list[tuple[str, str]]:
    (reading,) = article.read(File("a.txt", lines(text)))
    return [(block.kind, block.text) for block in reading.blocks]


def posts(text: str) -> list[Reading]:
    file = File("a.txt", lines(text))
    return thread.read(file) if thread.recognise(file) else []


def test_one_line_is_one_paragraph() -> None:
    assert kinds(f"{LONG}\nShort.\n{LONG}") == [("paragraph", LONG), ("paragraph", "Short."), ("paragraph", LONG)]


def test_wrapped_lines_are_joined() -> None:
    wrapped = textwrap.fill(f"{LONG} {LONG}", 60)
    assert kinds(f"{wrapped}\n\n{wrapped}") == [("paragraph", f"{LONG} {LONG}")] * 2


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    text = "本文讨论中国的产业政策以及地方政府的作用与影响" * 4
    assert kinds("\n".join(textwrap.wrap(text, 24))) == [("paragraph", text)]


def test_a_verse_keeps_its_lines() -> None:
    assert len(kinds("Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand?")) == 3


def test_short_lines_over_longer_ones_are_headings() -> None:
    assert kinds(f"LLM Knowledge Bases\n{LONG}\nData ingest:\n{LONG}") == [
        ("heading", "LLM Knowledge Bases"),
        ("paragraph", LONG),
        ("heading", "Data ingest:"),
        ("paragraph", LONG),
    ]


def test_bullets_and_runs_of_arrows_are_items() -> None:
    assert kinds("- one\n- two\n1. three") == [("item", "one"), ("item", "two"), ("item", "three")]
    assert kinds(">Harness work\n>Context work\n>Prompt work")[0] == ("item", "Harness work")


def test_a_very_long_paragraph_is_cut_at_sentence_ends() -> None:
    blocks = kinds(" ".join([LONG] * 40))
    assert len(blocks) > 3 and all(text.endswith("years.") and len(text.split()) <= 170 for _, text in blocks)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param("One.\n---\nTwo.", [1, 3], id="a rule"),
        pytest.param("One.\n• • •\nTwo.", [1, 3], id="dots"),
        pytest.param("One.\n\n\n\nTwo.", [1, 5], id="three blank lines"),
        pytest.param("Ann\n@ann · 3h\nOne.\nBo Wu @bo · Apr 2, 2026\nTwo.", [3, 5], id="signatures"),
        pytest.param("1/ One.\n2/ More.\n1/ Two.\n2/ More.", [1, 3], id="numbering that starts anew"),
        pytest.param("\n".join([LONG, LONG, *SPANISH, LONG, LONG]), [1, 3, 5], id="two lines of another language"),
        pytest.param(f"{LONG}\n{SPANISH[0]}\n{LONG}\n{LONG}", [], id="one line of another language"),
        pytest.param("One.\n\nTwo.\n\n\nThree.", [], id="blank lines"),
        pytest.param("1/2 One.\n2/2 Two.", [], id="numbering that goes on"),
    ],
)
def test_only_what_surely_divides_divides(text: str, starts: list[int]) -> None:
    assert [post.lines[0] for post in posts(text)] == starts


def test_a_post_knows_who_wrote_it_and_what_is_around_it_goes() -> None:
    first, second = posts(
        "Ann Lee\n@ann · Apr 2, 2026\nOne fact.\nShow more\n12 34 5.6K\nBo @bo · 3h\nAnother.\nTranslate post"
    )
    assert (first.author, first.published) == (("Ann Lee (@ann)",), "2026-04-02")
    assert [block.text for post in (first, second) for block in post.blocks] == ["One fact.", "Another."]


PASTED = [
    *[f"{LONG} Point {at}." for at in range(8)],
    "As an engineer. Please learn",
    *[f">{word} engineering and its tradeoffs" for word in ("Harness", "Context", "Prompt", "Cache")],
    "Knowledge Bases",
    *[f"Something useful number {at}: models build wikis from raw folders of notes and keep them." for at in range(6)],
]


def test_where_another_post_may_begin_is_only_proposed() -> None:
    assert {9, 14} <= set(proposals(lines("\n".join(PASTED))))
    assert posts("\n".join(PASTED)) == []


def test_nothing_is_proposed_in_a_text_with_blank_lines() -> None:
    assert proposals(lines("\n\n".join(PASTED))) == ()

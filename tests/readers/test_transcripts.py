"""Conversations in plain text."""

import pytest

from kb.knowledge import Reading
from kb.readers import exports, transcript
from kb.readers.reader import File, Line

CALL = """Acme Earnings Conference Call
Ann Lee, chief executive officer
Tuesday, July 22, 2014


ANN LEE (VOICEOVER):  Revenue grew.

[MUSIC]

BO O'NEILL: And costs?

And the outlook?
DR. ANN LEE: Down. {vocalsound} Way down.
danah boyd: Yes.
Bo O'Neill: Thank you.
danah boyd: No.
danah boyd: Right.
Operator: Goodbye.
ANN LEE: Bye.
"""


def read(text: str, name: str = "a.txt") -> Reading:
    lines = tuple(Line(at, line) for at, line in enumerate(text.split("\n"), 1))
    (reading,) = transcript.read(exports.mended(File(name, lines)))
    return reading


def turns(text: str) -> list[tuple[str, str]]:
    return [(block.place.speaker, block.text) for block in read(text).blocks]


def starts(text: str) -> list[tuple[float | None, str]]:
    return [(block.place.seconds, block.text) for block in read(text).blocks]


def test_names_before_colons_open_turns() -> None:
    assert turns(CALL) == [
        ("", "Ann Lee, chief executive officer"),
        ("Ann Lee", "Revenue grew."),
        ("Bo O'Neill", "And costs?"),
        ("Bo O'Neill", "And the outlook?"),
        ("Ann Lee", "Down. Way down."),
        ("danah boyd", "Yes."),
        ("Bo O'Neill", "Thank you."),
        ("danah boyd", "No."),
        ("danah boyd", "Right."),
        ("Operator", "Goodbye."),
        ("Ann Lee", "Bye."),
    ]


def test_the_lines_above_the_talk_give_title_and_date() -> None:
    reading = read(CALL)
    assert (reading.title, reading.published) == ("Acme Earnings Conference Call, Tuesday, July 22, 2014", "2014-07-22")


TALK = "A B: Hi.\nC D: Yes.\n" * 3


def test_the_episode_names_the_talk_rather_than_the_series() -> None:
    assert read(f"The Show\nEpisode 52 – Bill\n\n{TALK}").title == "Episode 52 – Bill"
    assert read(f"Episode 40: The Show\nGuest: Dr. Ann Lee\n\n{TALK}").title == "Episode 40: The Show – Dr. Ann Lee"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Data ingest:\nI index documents.\nOutput:\nI read it.\nQ&A:\nI ask.\n", id="subheadings"),
        pytest.param("He came. Note: it rained.\n" * 5, id="a colon in a sentence"),
        pytest.param("Note: one.\nNote: two.\nTip: three.\nTip: four.\n", id="notes and tips"),
        pytest.param("Name: a\nEmail: b\nName: c\nEmail: d\nhttps://a.b\nhttps://c.d\n", id="a form"),
        pytest.param(">Harness engineering\n>Context engineering\n>Prompt caching\n", id="bullets"),
    ],
)
def test_other_colons_and_arrows_are_no_talk(text: str) -> None:
    file = File("a.txt", tuple(Line(at, line) for at, line in enumerate(text.split("\n"), 1)))
    assert transcript.recognise(file) is None


def test_arrows_open_turns_without_a_name() -> None:
    text = ">> so the first thing\nis policy\n>> right\n>> and then"
    assert turns(text) == [("", "so the first thing is policy"), ("", "right"), ("", "and then")]


def test_times_above_and_beside_the_words_are_kept() -> None:
    above = "0:04\nso hello\n4 seconds\nand welcome\n\n0:09\nto this\n0:11\ntalk"
    assert starts(above) == [(4.0, "so hello and welcome to this talk")]
    assert starts("\n".join(f"0:{at:02}\n{'word ' * 90}." for at in (10, 20, 30)))[1][0] == 20.0
    assert starts("[00:01:02] Well.\n[00:01:05] Yes.\n[00:01:09] No.")[0] == (62.0, "Well. Yes. No.")


def test_names_with_times_above_the_words_open_turns() -> None:
    text = "Kyle Chan  0:04  \nThe first thing.\n\nGreg Allen  12:34  \nRight.\n\n[Jane Doe] 14:02:11\nHi.\n"
    assert turns(text) == [("Kyle Chan", "The first thing."), ("Greg Allen", "Right."), ("Jane Doe", "Hi.")]
    assert [at for at, _ in starts(text)] == [4.0, 754.0, None]


def shown_by_youtube(*titles: tuple[int, str], spoken: bool = False) -> str:
    """A transcript as YouTube shows it: a time, in newer windows the time in words too, and what is said then."""
    lines = ["Transcript", "Search in video"]
    for at in range(1, 15):
        lines += [title for before, title in titles if before == at]
        lines += [f"0:{at:02}", *([f"{at} seconds"] if spoken else []), f"word {at}"]
    return "\n".join([*lines, "English (auto-generated)"])


@pytest.mark.parametrize("spoken", [pytest.param(False, id="older window"), pytest.param(True, id="newer window")])
def test_a_copy_of_what_youtube_shows_gives_the_words_under_the_titles_of_chapters(spoken: bool) -> None:
    blocks = read(shown_by_youtube((1, "On mills"), (8, "On eels"), spoken=spoken)).blocks
    assert [(block.kind, block.text, block.place.seconds) for block in blocks] == [
        ("heading", "On mills", None),
        ("paragraph", " ".join(f"word {at}" for at in range(1, 8)), 1.0),
        ("heading", "On eels", None),
        ("paragraph", " ".join(f"word {at}" for at in range(8, 15)), 8.0),
    ]


def test_without_chapters_every_line_is_said() -> None:
    assert [block.text for block in read(shown_by_youtube()).blocks] == [" ".join(f"word {at}" for at in range(1, 15))]


def test_title_and_address_above_the_times_are_the_transcript_s() -> None:
    reading = read("All about mills\nhttps://youtu.be/dQw4w9WgXcQ\n" + shown_by_youtube((1, "A"), (8, "B")))
    assert (reading.title, reading.url) == ("All about mills", "https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    assert reading.blocks[0].text == "A"


def test_a_change_of_speaker_within_a_line_opens_a_turn() -> None:
    assert turns(">> is it\nopen >> no\n>> oh\n>> well") == [("", "is it open"), ("", "no"), ("", "oh"), ("", "well")]


def test_what_otter_adds_is_left_out() -> None:
    about = (
        "Mill meeting\nMon, Jan 02, 2024 2:02PM • 45:10\n\nSUMMARY KEYWORDS\nmill, gate\n\nSPEAKERS\nAl Orr, Bo Ray\n\n"
    )
    said = "Al Orr  00:04\nIs it?\n\nBo Ray  1:02:34\nNo.\n\nAl Orr  1:02:40\nOh.\n\nTranscribed by https://otter.ai\n"
    reading = read(about + said)
    assert [block.text for block in reading.blocks] == ["Is it?", "No.", "Oh."]
    assert (reading.title, reading.published) == ("Mill meeting", "2024-01-02")
    assert reading.warnings == ("keywords that a program found left out",)


def messages(text: str) -> list[tuple[str, str, str, str]]:
    return [(block.place.speaker, block.place.to, block.place.when, block.text) for block in read(text).blocks]


def test_a_saved_zoom_chat_gives_who_wrote_to_whom() -> None:
    inline = "10:01:23\tFrom Ann Lee to Everyone: Is it?\n10:01:45\t From  Bo  to  Ann Lee(Direct Message) : No!\n"
    below = "10:02:00 From Al O. (he/him) To Everyone:\n\tOh.\n\tWell.\n"
    assert messages(inline + below) == [
        ("Ann Lee", "", "", "Is it?"),
        ("Bo", "Ann Lee", "", "No!"),
        ("Al O. (he/him)", "", "", "Oh. Well."),
    ]


def test_a_day_in_a_zoom_chat_is_that_of_its_messages() -> None:
    text = "".join(f"2026-08-13 9:4{at}:47 From Ann Lee to Everyone:\n\tPart {at}.\n\n" for at in range(3))
    assert messages(text)[0] == ("Ann Lee", "", "2026-08-13 09:40", "Part 0.")


def test_reactions_in_a_zoom_chat_are_counted_and_left_out() -> None:
    said = '10:01:23 From Ann to Everyone:\n\tIs it?\n10:01:25 From Bo to Everyone:\n\tReplying to "Is..."\n\n\tNo.\n'
    reading = read(said + '10:01:29 From Ann to Everyone: Reacted to "No." with 👍\n')
    assert [block.text for block in reading.blocks] == ["Is it?", "No."]
    assert reading.warnings == ("reactions and openings of answered messages left out: 2",)


def test_an_exported_chat_gives_who_wrote() -> None:
    first = "1/22/23, 6:30 PM - Al: Hi!\n1/22/23, 8:24 PM - Bo: No."
    text = f"{first}\n1/23/23, 3:01 AM - Bo: <Media omitted>\n1/23/23, 3:22_AM - Al: So."
    assert turns(text) == [("Al", "Hi!"), ("Bo", "No."), ("Al", "So.")]


def test_long_turns_are_cut_at_sentence_ends() -> None:
    talk = " ".join(f"Sentence number {at} has exactly seven words." for at in range(60))
    found = read(f"A B: {talk}\nC D: Yes.\nA B: No.\nC D: Yes.\n").blocks[:-3]
    assert all(80 <= len(block.text.split()) <= 160 and block.text.endswith(".") for block in found)
    assert " ".join(block.text for block in found) == talk


def test_speech_without_full_stops_is_cut_too() -> None:
    talk = "word " * 500
    found = read(f">> {talk}\n>> yes\n>> no").blocks
    assert max(len(block.text.split()) for block in found) <= 160


@pytest.mark.parametrize(
    ("page", "joined"),
    [
        pytest.param("ence. Two.\n\nC D: Three and four.\n", ["One sentence. Two.", "Three and four."], id="in a line"),
        pytest.param(
            "Nothing before says this.\n",
            ["One sentence. Two.", "Three an", "Nothing before says this."],
            id="no overlap",
        ),
    ],
)
def test_pages_that_repeat_the_file_name_and_the_last_words_are_joined(page: str, joined: list[str]) -> None:
    text = f"my_talk.txt ../A B: One sentence. Two.\n\nC D: Three an\nmy_talk.txt {page}\nA B: Yes.\n\nC D: No.\n"
    assert [block.text for block in read(text, "my_talk.txt").blocks] == [*joined, "Yes.", "No."]


def test_a_page_that_was_cut_in_the_middle_of_a_paragraph_is_joined_there() -> None:
    start, middle, end = "It began a long time ago.", "And here is where the pages meet, says every w", "itness."
    text = f"A B: Hi.\n\nC D: {start} {middle}\nmy_talk.txt {middle}{end}\n\nA B: Yes.\n\nC D: No.\n"
    assert read(text, "my_talk.txt").blocks[1].text == f"{start} {middle}{end}"


def test_blocks_point_at_the_lines_of_their_words() -> None:
    lines = CALL.split("\n")
    for block in read(CALL).blocks:
        first, last = block.place.lines
        assert block.text.split()[-1] in " ".join(lines[first - 1 : last])

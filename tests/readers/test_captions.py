"""Captions, whose every word must come out once."""

from hypothesis import given
from hypothesis import strategies as st

from kb.knowledge import Block
from kb.readers import captions
from kb.readers.reader import File, Line

WORDS = st.lists(st.sampled_from("so the yeah yeah yeah, okay. right and of it".split()), min_size=1, max_size=60)


def blocks(text: str) -> tuple[Block, ...]:
    file = File("a.vtt", tuple(Line(at, line) for at, line in enumerate(text.split("\n"), 1)))
    assert captions.recognise(file)
    (reading,) = captions.read(file)
    return reading.blocks


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def rolling(lines: list[str]) -> str:
    """Captions as YouTube writes them: each line grows, stands alone for a moment, then stands above the next."""
    cues = ["WEBVTT\nKind: captions\nLanguage: en\n"]
    above = " "
    for at, line in enumerate(lines):
        growing = line.replace(" ", f"<{clock(2 * at + 1)}><c> ", 1) + "</c>"
        cues.append(f"{clock(2 * at)} --> {clock(2 * at + 2)} align:start\n{above}\n{growing}\n")
        cues.append(f"{clock(2 * at + 2)} --> {clock(2 * at + 2)}\n{line}\n \n")
        above = line
    return "\n".join(cues)


@given(WORDS)
def test_rolling_captions_come_back_word_for_word(words: list[str]) -> None:
    lines = [" ".join(words[at : at + 4]) for at in range(0, len(words), 4)]
    assert " ".join(block.text for block in blocks(rolling(lines))).split() == words


def test_what_is_said_twice_is_kept_twice() -> None:
    cues = [f"{clock(at)} --> {clock(at + 1)}\n{line}\n" for at, line in enumerate(["Yeah.", "Yeah.", "No.", "Right."])]
    (block,) = blocks("WEBVTT\n\n" + "\n".join(cues))
    assert block.text == "Yeah. Yeah. No. Right."


def test_voices_are_speakers_and_each_turn_knows_when() -> None:
    first, second = blocks(
        "WEBVTT\n\nNOTE by hand\n\n00:11.000 --> 00:13.000\n<v Roger Bingham>We are in\n"
        "\n00:13.500 --> 00:16.000\n<v Roger Bingham>New York</v>\n\n01:00:30.500 --> 01:00:32.500\n<v.loud Neil>No!\n"
    )
    assert (first.text, first.place.speaker, first.place.seconds) == ("We are in New York", "Roger Bingham", 11.0)
    assert (second.text, second.place.speaker, second.place.seconds) == ("No!", "Neil", 3630.5)


def test_a_name_before_a_colon_is_a_speaker_when_it_comes_again() -> None:
    (block,) = blocks(
        "1\n00:00:02,460 --> 00:00:05,130\nJane Doe: Can you?\n\n2\n00:00:05,130 --> 00:00:06,000\nJane Doe: Good.\n"
    )
    assert (block.text, block.place.speaker) == ("Can you? Good.", "Jane Doe")


def test_arrows_open_turns_and_noises_go() -> None:
    first, second = blocks(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n&gt;&gt; Hello. [Music]\n\n00:02.000 --> 00:03.000\n&gt;&gt; Hi.\n"
    )
    assert (first.text, second.text) == ("Hello.", "Hi.")


def test_blocks_point_at_the_lines_of_their_words() -> None:
    (block,) = blocks("WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\n00:02.000 --> 00:03.000\ntwo\nthree\n")
    assert block.place.lines == (4, 8)


def test_the_cues_of_teams_are_joined_to_turns() -> None:
    cues = [("15-0", "Ann Lee", "So the first\nthing is"), ("15-1", "Ann Lee", "policy."), ("16-0", "Bo", "Hm.")]
    text = "".join(
        f"51b8e9a1/{at}\n00:00:0{at[1]}.460 --> 00:00:07.130\n<v {who}>{said}</v>\n\n" for at, who, said in cues
    )
    found = [(block.place.speaker, block.text) for block in blocks(f"WEBVTT\n\n{text}")]
    assert found == [("Ann Lee", "So the first thing is policy."), ("Bo", "Hm.")]


def test_two_voices_in_a_line_are_two_turns() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann &amp; Al>Is <i>it?</i></v> <v Bo>No.</v>\n"
    assert [(block.place.speaker, block.text) for block in blocks(text)] == [("Ann & Al", "Is it?"), ("Bo", "No.")]


def test_comments_styles_regions_and_positions_are_not_said() -> None:
    above = "WEBVTT - a talk\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE\nby hand\n\n"
    cues = (
        "1\n00:01.000 --> 00:02.000 line:0 position:20% align:start\nOne\n\nNOTE two\n\n00:03.000 --> 00:04.000\ntwo\n"
    )
    (block,) = blocks(above + cues)
    assert block.text == "One two"


SCRIPT = r"""[Script Info]
; made by hand
Title: On mills

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not said
Dialogue: 0,0:00:05.50,0:00:07.00,Default,Bo,0,0,0,,{\i1}No,{\i0} it\Nis shut.
Dialogue: 0,0:00:01.00,0:00:03.00,Default,Ann Lee,0,0,0,,Is it?
Dialogue: 0,0:00:09.00,0:00:10.00,Sign,,0,0,0,,{\pos(1,2)\p1}m 0 0 l 1 1{\p0}
"""


def test_a_script_gives_its_dialogue_in_order_of_time() -> None:
    file = File("a.ass", tuple(Line(at, line) for at, line in enumerate(SCRIPT.split("\n"), 1)))
    (reading,) = captions.read(file)
    found = [(block.place.seconds, block.place.speaker, block.text) for block in reading.blocks]
    assert found == [(1.0, "Ann Lee", "Is it?"), (5.5, "Bo", "No, it is shut.")]
    assert (captions.recognise(file), reading.title) == ("it opens with [Script Info]", "On mills")

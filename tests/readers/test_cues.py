"""A talk that is known, written as captions roll, and read again."""

from hypothesis import given
from hypothesis import strategies as st

from kb import readers
from kb.knowledge import Block
from kb.readers.reader import Overrides, Unreadable

LINE = st.lists(st.sampled_from("so the yeah yeah, okay. right & of <it> 5 höhö".split()), min_size=1, max_size=5)
TALK = st.lists(st.tuples(st.booleans(), LINE, st.booleans()), min_size=4, max_size=40)
"""For each line whether somebody else speaks it, its words, and whether the screen was cleared before it."""


def clock(hundredths: int) -> str:
    seconds = hundredths // 100
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{hundredths % 100:02}0"


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rolling(talk: list[tuple[bool, list[str], bool]]) -> list[str]:
    """Cues as YouTube writes them: a line grows below the one before it, then stands alone for a hundredth."""
    found = ["WEBVTT", "Kind: captions", "Language: en", ""]
    above = " "
    for at, (other, words, cleared) in enumerate(talk):
        line = [escaped(word) for word in ([">>"] if other else []) + words]
        grown = "".join([line[0], *(f"<{clock(200 * at + 10)}><c> {word}</c>" for word in line[1:])])
        found += [f"{clock(200 * at)} --> {clock(200 * at + 199)} align:start position:0%"]
        found += [" " if cleared else above, grown, ""]
        found += [f"{clock(200 * at + 199)} --> {clock(200 * at + 200)}", " ".join(line), " ", ""]
        above = " ".join(line)
    return found


def read(data: bytes) -> tuple[Block, ...]:
    found = readers.read("a.vtt", data, Overrides())
    assert isinstance(found, tuple), found
    return found[0].blocks


def said(talk: list[tuple[bool, list[str], bool]]) -> list[str]:
    return [word for _, words, _ in talk for word in words]


@given(TALK, st.sampled_from(["\n", "\r\n"]), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_every_word_of_a_rolling_talk_comes_back_once(
    talk: list[tuple[bool, list[str], bool]], end: str, mark: bytes
) -> None:
    blocks = read(mark + end.join(rolling(talk)).encode())
    assert " ".join(block.text for block in blocks).split() == said(talk)


@given(TALK)
def test_white_space_that_an_editor_took_from_the_ends_of_lines_costs_no_word(
    talk: list[tuple[bool, list[str], bool]],
) -> None:
    together = [(other, words, False) for other, words, _ in talk]
    blocks = read("\n".join(line.rstrip() for line in rolling(together)).encode())
    assert " ".join(block.text for block in blocks).split() == said(together)


@given(TALK)
def test_every_change_of_speaker_opens_a_turn(talk: list[tuple[bool, list[str], bool]]) -> None:
    changes = [" ".join(words) for other, words, _ in talk if other]
    opened = [block.text for block in read("\n".join(rolling(talk)).encode())]
    assert all(any(text.startswith(change) for text in opened) for change in changes)


@given(TALK)
def test_turns_begin_when_they_are_said(talk: list[tuple[bool, list[str], bool]]) -> None:
    times = [block.place.seconds for block in read("\n".join(rolling(talk)).encode())]
    assert times == sorted(times, key=lambda at: at or 0) and all(at is not None and at % 2 == 0 for at in times)


def test_a_speaker_may_change_within_a_line() -> None:
    cues = "WEBVTT\n\n00:01.000 --> 00:02.000\n>> Is it? >> It is.\n\n00:02.000 --> 00:03.000\nReally. >> No.\n"
    assert [block.text for block in read(cues.encode())] == ["Is it?", "It is. Really.", "No."]


def test_a_file_of_nothing_but_noises_says_so() -> None:
    found = readers.read("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n[Music]\n", Overrides())
    assert isinstance(found, Unreadable) and found.message == "holds no words"

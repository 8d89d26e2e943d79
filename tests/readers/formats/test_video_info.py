"""What yt-dlp writes beside captions: it names them, and is a source of its own only without them."""

import pytest

from kb.knowledge import Reading
from kb.readers.formats import video_info
from kb.readers.reader import Aside
from readers.formats.talks import packed, read, refused

ID = "dQw4w9WgXcQ"
ADDRESS = f"https://www.youtube.com/watch?v={ID}"
NAME = f"Talk on mills [{ID}]"
INFO: dict[str, object] = {
    "id": ID,
    "title": "Talk on mills: part 1",
    "formats": [],
    "description": "All about mills.\n\n0:00 Intro",
    "channel": "Mill TV",
    "uploader": "miller",
    "upload_date": "20240203",
    "webpage_url": f"{ADDRESS}&list=x",
    "language": "en-US",
    "extractor": "youtube",
    "requested_subtitles": {"de": {"ext": "vtt"}},
    "chapters": [{"start_time": 0.0, "title": "Intro"}, {"start_time": 60.0, "title": "Eels & gates"}],
}
VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nIs the gate of the mill open today?\n"
JSON3 = packed({"wireMagic": "pb3", "events": [{"tStartMs": 1, "segs": [{"utf8": "Is it?"}]}]})
HEARD = packed({"segments": [{"start": 1.0, "end": 2.0, "text": "Is it?"}]})
TXT = b"0:01\nso is the gate\n0:02\nof the mill open\n0:03\ntoday or not\n"


def known(reading: Reading) -> tuple[str, tuple[str, ...], str, str, str]:
    return reading.title, reading.author, reading.published, reading.url, reading.language


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param(f"{NAME}.en.vtt", VTT, id="captions with a language in the name"),
        pytest.param(f"{NAME}.vtt", VTT, id="captions without"),
        pytest.param(f"{NAME}.txt", TXT, id="a transcript"),
        pytest.param(f"{NAME}.en-orig.json3", JSON3, id="json3"),
        pytest.param(f"{NAME}.json", HEARD, id="Whisper"),
        pytest.param(f"{NAME}.en.srv1", b'<transcript><text start="1">Is it?</text></transcript>', id="XML"),
    ],
)
def test_the_info_file_names_what_stands_beside_it(name: str, data: bytes) -> None:
    reading = read(name, data, {f"{NAME}.info.json": packed(INFO)})
    assert known(reading) == ("Talk on mills: part 1", ("Mill TV",), "2024-02-03", ADDRESS, "en")


def test_without_it_the_name_of_the_file_gives_title_and_address() -> None:
    assert known(read(f"{NAME}.en.vtt", VTT)) == ("Talk on mills", (), "", ADDRESS, "en")


@pytest.mark.parametrize(
    ("name", "url"),
    [
        pytest.param(f"A talk [{ID}].de.vtt", ADDRESS, id="an id"),
        pytest.param("A talk [documentary].vtt", "", id="a word of eleven letters"),
        pytest.param("A talk [2024-02-03x].vtt", "", id="a date"),
        pytest.param("A talk.vtt", "", id="none"),
    ],
)
def test_only_what_looks_drawn_by_lot_is_an_id(name: str, url: str) -> None:
    assert read(name, VTT).url == url


def test_the_head_of_a_file_may_give_the_address() -> None:
    note = VTT.replace(b"\n\n", b"\n\nNOTE from https://youtu.be/dQw4w9WgXcQ?t=1\n\n", 1)
    assert read("a.vtt", note).url == ADDRESS


def test_a_recording_of_zoom_has_its_day_in_its_name() -> None:
    reading = read("GMT20240203-120000_Recording.transcript.vtt", VTT)
    assert (reading.published, reading.title) == ("2024-02-03", "Is the gate of the mill open today?")


@pytest.mark.parametrize("captions", [f"{NAME}.en.vtt", f"{NAME}.de.vtt", f"{NAME}.srt", f"{NAME}.txt"])
def test_beside_captions_it_is_no_source_of_its_own(captions: str) -> None:
    found = refused(f"{NAME}.info.json", packed(INFO), {captions: VTT})
    assert found == Aside(f"tells about the video of {captions}")


def test_alone_it_gives_the_description_and_the_chapters_that_are_not_in_it() -> None:
    reading = read(f"{NAME}.info.json", packed({**INFO, "comments": [{"text": "first"}]}))
    blocks = [(block.kind, block.text, block.place.seconds) for block in reading.blocks]
    assert blocks[:2] == [("paragraph", "All about mills.", None), ("paragraph", "0:00 Intro", None)]
    assert blocks[2:] == [("heading", "Chapters", None), ("item", "Eels & gates", 60.0)]
    assert known(reading) == ("Talk on mills: part 1", ("Mill TV",), "2024-02-03", ADDRESS, "en")
    assert (reading.kind, reading.warnings) == ("video", ("comments left out: 1",))


def test_a_playlist_is_no_source() -> None:
    assert refused("a.info.json", packed({**INFO, "_type": "playlist"})) == Aside("lists the videos of a playlist")


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param({"title": 7, "channel": ["a"], "upload_date": 20240203, "webpage_url": None}, id="wrong types"),
        pytest.param({"title": "", "upload_date": "19999999", "channel": "", "webpage_url": "data:x"}, id="nonsense"),
    ],
)
def test_what_can_t_be_true_is_left_out(odd: dict[str, object]) -> None:
    info = {**INFO, "uploader": None, "language": None, **odd}
    assert known(read("Mills by night.vtt", VTT, {"Mills by night.info.json": packed(info)})) == (
        "Mills by night",
        *((), "", "", "en"),
    )


@pytest.mark.parametrize("broken", [b"{", b"[]", b'{"title": ' + b"[" * 200_000])
def test_a_broken_info_file_does_no_harm_to_the_captions(broken: bytes) -> None:
    assert read(f"{NAME}.en.vtt", VTT, {f"{NAME}.info.json": broken}).title == "Talk on mills"


def test_other_json_is_not_taken() -> None:
    assert video_info.recognise("a.info.json", b'{"id": 1, "title": "a", "webpage_url": "b"}') is None

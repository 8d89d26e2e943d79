"""Image files: shown on a page of their own, with the words that somebody wrote into or beside them."""

import pytest

from drawn import jpeg, png
from kb import readers
from kb.readers.formats import image
from kb.readers.reader import Overrides, Unreadable, alone

SIDECAR = """\
caption: The wall at low tide
description: |
  A wall of stone.

  Two people stand on it.
transcription: KEEP OFF
described_by: some-model
"""


def read(data, name="wall.png", sidecar=""):
    found = readers.read(name, data, Overrides(), {f"{name}.kb.yaml": sidecar.encode()}.get)
    assert not isinstance(found, Unreadable), found
    return found[0]


@pytest.mark.parametrize(
    ("data", "title", "author", "published", "text"),
    [
        pytest.param(png(Description="The lagoon"), "wall", (), "", "The lagoon", id="a PNG's description"),
        pytest.param(png(Title="Plan", Author="Ann Lee"), "Plan", ("Ann Lee",), "", "Plan", id="a PNG's title"),
        pytest.param(
            jpeg(caption="A gate", taken="2024:05:06 10:00:00"), "wall", (), "2024-05-06", "A gate", id="a photo"
        ),
        pytest.param(
            jpeg(caption="OLYMPUS DIGITAL CAMERA"), "wall", (), "", "", id="a camera's own words are no caption"
        ),
        pytest.param(jpeg(taken="0000:00:00 00:00:00"), "wall", (), "", "", id="a clock that was never set"),
        pytest.param(png(), "wall", (), "", "", id="nothing said"),
    ],
)
def test_what_a_file_says_of_itself(data, title, author, published, text) -> None:
    found = read(data)
    assert (found.title, found.author, found.published) == (title, author, published)
    assert found.blocks[0].kind == "image" and found.blocks[0].text == text
    assert bool(found.warnings) == (not text)


def test_the_page_shows_the_picture_by_the_digest_of_its_bytes() -> None:
    found = read(png())
    assert found.blocks[0].markdown == f"![](../assets/{found.pictures[0].name})"
    assert found.pictures[0].data == png() and not found.blocks[0].citable


def test_a_sidecar_says_what_it_shows_and_who_says_so() -> None:
    found = read(png(), sidecar=SIDECAR)
    assert [(block.text, block.place.speaker) for block in found.blocks] == [
        ("The wall at low tide", ""),
        ("A wall of stone.", "some-model, describing the picture"),
        ("Two people stand on it.", "some-model, describing the picture"),
        ("KEEP OFF", "some-model, reading what is written in it"),
    ]
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        pytest.param(png(), True, id="PNG"),
        pytest.param(jpeg(), True, id="JPEG"),
        pytest.param(b"RIFF\x00\x00\x00\x00WEBPVP8 ", True, id="WebP"),
        pytest.param(b"\x00\x00\x00\x18ftypheic", True, id="HEIC"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'>", False, id="SVG is a program"),
        pytest.param(b"RIFF\x00\x00\x00\x00WAVEfmt ", False, id="a recording"),
        pytest.param(b"PNG is a format", False, id="words about it"),
    ],
)
def test_images_are_known_by_their_bytes(data, taken) -> None:
    assert (image.recognise("a.txt", data) is not None) == taken


@pytest.mark.parametrize("data", [png()[:20], jpeg()[:30], b"\x89PNG\r\n\x1a\n" + b"\x00" * 50], ids=repr)
def test_a_broken_image_is_named(data) -> None:
    found = image.read("a.png", data, alone)
    assert isinstance(found, Unreadable) and "broken" in found.message


def test_a_picture_without_words_is_called_as_its_camera_called_it() -> None:
    (found,) = readers.read("2041.png", png(), Overrides())
    assert (found.title, found.named_by_file) == ("2041", True)

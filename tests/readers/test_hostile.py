"""Files made to do harm, to swell or to never end: each gives words, or a refusal that says what to do, and soon."""

import io
import struct
import zipfile
from collections.abc import Mapping

import pytest

from kb.readers.memo import Found
from kb.readers.reader import Unreadable
from readers import in_process
from readers.formats import test_epub, test_posts
from readers.formats.letters import message
from readers.formats.pages import article
from readers.readable import harms
from specimens import Specimen, specimens

SENTENCE = "The weir stands still from dusk to dawn, while the eels pass on their way to the sea. "
LONG = 200_000
"""Letters; bench/long_lines.py tries fifty million."""
BY_NAME = {one.name: one for one in specimens()}


def read(name: str, data: bytes, near: Mapping[str, bytes] | None = None) -> Found:
    """What is read, which is always fit to be shown."""
    found = in_process.read(name, data, (near or {}).get)
    assert harms(found) == []
    return found


def refused(name: str, data: bytes) -> str:
    found = read(name, data)
    assert isinstance(found, Unreadable), found
    return found.message


def words(name: str, data: bytes, near: Mapping[str, bytes] | None = None) -> str:
    found = read(name, data, near)
    assert isinstance(found, tuple), found
    return "\n".join(block.text for reading in found for block in reading.blocks)


def with_member(data: bytes, name: str, member: bytes) -> bytes:
    """A ZIP file with one member replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for one in before.namelist():
            if one != name:
                after.writestr(one, before.read(one))
        after.writestr(name, member)
    return file.getvalue()


MAIN = {
    "document.docx": "word/document.xml",
    "slides.pptx": "ppt/presentation.xml",
    "workbook.xlsx": "xl/workbook.xml",
    "book.epub": "OEBPS/book.opf",
    "x-archive.zip": "data/tweets.js",
    "slack.zip": "users.json",
    "whatsapp.zip": "WhatsApp Chat with Tom.txt",
}
"""The member that each kind of ZIP file opens with."""
APART = {"paper.pdf", "table.parquet"}
packed = pytest.mark.parametrize("name", MAIN)


@packed
def test_a_file_that_swells_is_refused(name: str) -> None:
    message = refused(name, with_member(BY_NAME[name].data, MAIN[name], b" " * 30_000_000))
    assert "two hundred times" in message


@packed
def test_members_with_paths_that_lead_elsewhere_change_nothing(name: str) -> None:
    data = BY_NAME[name].data
    for path in ("../../../etc/passwd", "/etc/passwd", "C:\\secret.txt", "a/../../b.js"):
        data = with_member(data, path, b"root:x:0:0")
    assert "root:x" not in words(name, data)


@packed
def test_archives_in_archives_stay_closed(name: str) -> None:
    inner = with_member(BY_NAME[name].data, "inner.zip", BY_NAME[name].data)
    assert words(name, with_member(inner, "deeper.zip", inner)) == words(name, BY_NAME[name].data)


def test_a_zip_file_that_nobody_knows_is_named() -> None:
    data = test_epub.zipped({"a.zip": test_epub.zipped({"b.zip": b"PK\x03\x04"})})
    assert "archive" in refused("a.zip", data)


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(with_member(BY_NAME["x-archive.zip"].data, "data/tweets.js", b" " * 30_000_000))
    # The directory at the end of the file says how large a member is.
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"data/tweets.js"))
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    assert "broken" in refused("x.zip", bytes(data))


LAUGHS = "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{at} '{f'&a{at - 1};' * 10}'>" for at in range(1, 12)
) + "]>"  # fmt: skip
FETCHES = "<!DOCTYPE a [<!ENTITY a11 SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize("entities", [pytest.param(LAUGHS, id="a bomb"), pytest.param(FETCHES, id="another file")])
@pytest.mark.parametrize("name", ["document.docx", "slides.pptx", "workbook.xlsx", "book.epub"])
def test_entities_of_xml_are_not_opened(name: str, entities: str) -> None:
    member = f"<?xml version='1.0'?>{entities}<a>&a11;</a>".encode()
    assert "broken" in refused(name, with_member(BY_NAME[name].data, MAIN[name], member))


@pytest.mark.parametrize("entities", [LAUGHS, FETCHES], ids=["a bomb", "another file"])
def test_entities_of_captions_are_not_opened(entities: str) -> None:
    data = f"<?xml version='1.0'?>{entities}<tt><body><p begin='1s'>&a11;</p></body></tt>".encode()
    assert refused("a.ttml", data)


LINES = {
    "words.txt": SENTENCE.encode() * (LONG // len(SENTENCE)),
    "one-word.txt": b"x" * LONG,
    "note.md": b"# A\n" + b"*a* [b](c) " * (LONG // 11),
    "captions.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + SENTENCE.encode() * (LONG // len(SENTENCE)),
    "page.html": article(f"<p>{SENTENCE * (LONG // len(SENTENCE) // 4)}</p>"),
    "table.csv": b"bed,nests\nNorth," + b"4" * LONG + b"\nSouth,9\nWest,3\n",
    "records.json": b'[{"a": "' + b"x y " * (LONG // 4) + b'"}]',
    "mail.eml": message(SENTENCE * (LONG // len(SENTENCE) // 2)),
    "chat.txt": b"1/22/23, 6:30 PM - Ida: " + b"a b " * (LONG // 4) + b"\n1/22/23, 6:31 PM - Tom: b\n",
    "tweets.js": test_posts.ytd("tweets", test_posts.tweet(1, "a b " * (LONG // 8))),
}


@pytest.mark.parametrize("name", LINES)
def test_a_line_of_millions_of_letters_ends(name: str) -> None:
    read(name, LINES[name])


BINARY = [
    one for one in specimens() if one.data and (b"\x00" in one.data) and not one.name.startswith(("locked", "scan"))
]


@pytest.mark.parametrize("specimen", BINARY, ids=lambda one: one.name)
def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes_or_named(specimen: Specimen) -> None:
    # A process for each of those that need one takes longer than all the others together.
    shares = (0.6,) if specimen.name in APART else (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.999)
    for share in shares:
        read(specimen.name, specimen.data[: int(len(specimen.data) * share)], specimen.near)


LIGHT_MARKUP = {"article", "clipping", "manual", "note", "thread"}
EXTENSIONS = sorted({f".{one.name.rpartition('.')[2]}" for one in specimens() if "." in one.name})


@pytest.mark.parametrize("specimen", [one for one in specimens() if one.data], ids=lambda one: one.name)
def test_no_extension_makes_a_file_another_kind(specimen: Specimen) -> None:
    taken = {Specimen(f"file{extension}", specimen.data).reader for extension in EXTENSIONS}
    # Which of the light markups a text is written in can't be told from its signs alone: there the name says it.
    assert taken == {specimen.reader} or taken | {specimen.reader} <= LIGHT_MARKUP


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        pytest.param("Die Höhe des Wehrs.\n".encode("cp1252") * 3, "Die Höhe des Wehrs.", id="Windows-1252"),
        pytest.param("Die Höhe.\n".encode("utf-16"), "Die Höhe.", id="UTF-16"),
        pytest.param("Höhe über Höhe. ".encode() * 9 + "Höhe".encode("latin-1"), "Höhe über Höhe.", id="two at once"),
        pytest.param(b"\xef\xbb\xbf\xef\xbb\xbfThe weir.", "The weir.", id="two marks"),
        pytest.param(
            b"The we\x00ir stands still for the eels, from dusk until dawn. " * 30,
            "The weir stands still",
            id="controls",
        ),
        pytest.param("The \u202eweir\u202c\u200b stands.".encode(), "The weir stands.", id="letters turned around"),
        pytest.param(b"The \x1b[31mweir\x1b[0m stands.", "The weir stands.", id="colours of a terminal"),
        pytest.param("The weir \ud800stands.".encode("utf-8", "surrogatepass"), "stands.", id="half a letter"),
    ],
)
def test_letters_of_all_kinds_are_words_in_the_end(data: bytes, shown: str) -> None:
    assert shown in words("a.txt", data)


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"cells":', '{"messages":[', '[{"mapping":', '{"segments":['])
def test_json_of_a_hundred_thousand_levels_is_refused_or_shown_as_text(opening: str) -> None:
    depth = 100_000
    closing = "".join({"[": "]", "{": "}"}.get(sign, "") for sign in reversed(opening))
    read("a.json", (opening * depth + "1" + closing * depth).encode())
    read("a.json", (opening * depth).encode())


def test_what_a_page_does_and_hides_is_dropped_and_told() -> None:
    data = article(
        "<script>steal()</script><noscript>Please allow scripts</noscript><style>p{}</style>"
        '<img src="https://t.example/p.gif" width=1 height=1><iframe src="https://t.example/ad"></iframe>'
        '<p style="display:none">Praise the works.</p><p hidden>Praise the mayor.</p>'
        '<p style="position:absolute;left:-9999px">Praise the town.</p><p style="opacity:0">Praise.</p>'
        f'<p onclick="steal()">The gate is of iron.<img src="data:image/png;base64,{"iVBORw0KGgo" * 90}"></p>'
    )
    found = read("page.html", data)
    assert isinstance(found, tuple)
    text = "\n".join(block.text + block.markdown for block in found[0].blocks)
    assert "The gate is of iron." in text
    assert [word for word in ("steal", "Praise", "base64", "t.example", "allow scripts") if word in text] == []
    assert "left out" in " ".join(found[0].warnings)


@pytest.mark.parametrize("name", ["locked.pdf", "book-with-drm.epub"])
def test_what_is_locked_is_named_with_a_way_out(name: str) -> None:
    assert refused(name, BY_NAME[name].data)


def test_an_embedded_file_in_a_note_is_no_word_of_it() -> None:
    note = b"# The weir\n\nIt stands. ![plan](data:image/png;base64," + b"iVBORw0KGgo" * 900 + b") It turns."
    assert "iVBOR" not in words("note.md", note)

"""Mail: what is a message or a mailbox, who says what in it, and what of it is left out."""

import base64
import quopri

import pytest

from kb.knowledge import Block
from kb.readers.formats import FORMATS
from readers.formats.letters import ANN, BOB, answer, blocks, html, mbox, message, readings, several, words

BLINK = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/x\r\nSubject: Eels\r\n"
RELATED = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\n'
EXPLORER = b'From: "Saved by Windows Internet Explorer 8"\r\nSubject: Eels\r\nDate: Mon, 1 Apr 2024 09:30:00 +0200\r\n'
POSTED = b"From: Ann <ann@mill.example>\r\nDate: Mon, 1 Apr 2024 09:30:00 +0200\r\n"
THUNDERBIRD = b"From - Mon Apr  1 09:30:00 2024\nX-Mozilla-Status: 0001\n"
SHORT = RELATED[:19]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        pytest.param("a.eml", message("Hello."), "mail", id="a message"),
        pytest.param("a.txt", message("Hello."), "mail", id="a message whose name says nothing"),
        pytest.param("a.eml", message("Hello.").replace(b"\n", b"\r\n"), "mail", id="with line ends of the wire"),
        pytest.param("a.emlx", b"900    \n" + message("Hello."), "mail", id="as Apple Mail keeps it"),
        pytest.param("a.eml", b"From: Ann\nTo: Bob\nSubject: Eels\n\nHello.", "mail", id="a bare one named so"),
        pytest.param("a", mbox(message("Hello.")), "mail", id="a mailbox"),
        pytest.param("a", THUNDERBIRD + message("Hello."), "mail", id="a mailbox of Thunderbird"),
        pytest.param("a.eml", POSTED + RELATED, "mail", id="a message with pictures"),
        pytest.param("a.eml", SHORT + POSTED + RELATED[19:], "mail", id="one that begins like an archive"),
        pytest.param("a.eml", b'From: "Saved by Grace" <g@a.example>\n' + RELATED, "mail", id="Grace saved it"),
        pytest.param("a.mhtml", BLINK + RELATED, "page", id="a web page saved by Chrome"),
        pytest.param("a.eml", BLINK + RELATED, "page", id="a saved page that is named a message"),
        pytest.param("a.mht", EXPLORER + RELATED, "page", id="a web page saved by Internet Explorer"),
        pytest.param("a.mht", b"Subject: Eels\n" + BLINK + RELATED, "page", id="with its fields in another order"),
        pytest.param("a.txt", b"From the weir to the sea\n\nEels swim at 09:30.", "", id="prose that begins with From"),
        pytest.param("a.txt", b"From: the weir\nTo: the sea\n\nEels swim.", "", id="prose that looks like a header"),
        pytest.param("a.txt", b"Ann: Hello\nBob: Hello\n\nAnn: Where?", "", id="a talk"),
        pytest.param("a.md", b"---\nFrom: Ann\nMessage-ID: 1\n---\n\nHello.", "", id="front matter"),
        pytest.param("a.txt", b"HTTP/1.1 200 OK\nDate: Mon, 1 Apr 2024 09:30:00 GMT\n\nHello.", "", id="a web answer"),
        pytest.param("a.eml", b"Plain words.", "", id="words in a file named so"),
        pytest.param("a.eml", b"", "", id="nothing"),
    ],
)  # fmt: skip
def test_content_says_what_is_mail_and_what_a_saved_page(name: str, data: bytes, kind: str) -> None:
    taking = [one.kind for one in FORMATS if one.recognise(name, data)]
    assert taking == [kind] * bool(kind)


def test_a_message_says_who_wrote_what_to_whom_and_when() -> None:
    (reading,) = readings(message("The weir stands still at night.", Subject="Fwd: Re: The weir"))
    assert (reading.kind, reading.title, reading.author, reading.published) == (
        "mail", "The weir", ("Ann Lee",), "2024-04-01"
    )  # fmt: skip
    place = reading.blocks[0].place
    assert (place.speaker, place.to, place.when) == ("Ann Lee", "Bob Roe", "2024-04-01 09:30")


def test_an_answer_names_whom_it_answers() -> None:
    (reading,) = readings(mbox(message("When?"), answer("At dusk.")))
    assert [(block.place.speaker, block.place.to) for block in reading.blocks] == [
        ("Ann Lee", "Bob Roe"),
        ("Bob Roe", "Ann Lee"),
    ]


@pytest.mark.parametrize(
    ("sender", "speaker"),
    [
        pytest.param("=?utf-8?q?J=C3=B6rg?= <j@a.example>", "Jörg", id="an encoded name"),
        pytest.param("=?iso-8859-1?b?SvZyZw==?= <j@a.example>", "Jörg", id="in another charset"),
        pytest.param("=?utf-8?b?J!!?= <j@a.example>", "=?utf-8?b?J!!?=", id="an encoding that is broken"),
        pytest.param('"Lee, Ann" <a@a.example>', "Ann Lee", id="a name turned round"),
        pytest.param("a@a.example (Ann Lee)", "Ann Lee", id="a name in brackets"),
        pytest.param("'Ann Lee' via Eels <eels@a.example>", "Ann Lee", id="by way of a list"),
        pytest.param("Ann@A.example", "ann@a.example", id="an address alone"),
        pytest.param('"ann@a.example" <ann@a.example>', "ann@a.example", id="an address twice"),
        pytest.param("<<<(((", "", id="nonsense"),
    ],
)
def test_a_speaker_is_a_name_and_an_address_only_where_there_is_none(sender: str, speaker: str) -> None:
    assert blocks(message("Hello.", From=sender))[0][1] == speaker


def test_somebody_named_once_is_named_in_all_of_the_mailbox() -> None:
    other = answer("At dusk.", From="bob@mill.example", Message_ID="<9@a.example>")
    assert {speaker for _, speaker, _ in blocks(mbox(message("When?"), other))} == {"Ann Lee", "Bob Roe"}


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        pytest.param("So it is.\n\n-- \nAnn Lee\nMill Road 1", ["So it is."], id="a signature"),
        pytest.param("So it is.\n\nSent from my iPhone", ["So it is."], id="a device"),
        pytest.param("So it is.\n\nThis e-mail is confidential. If you have received it in error, delete it.",
                     ["So it is."], id="small print"),
        pytest.param("So it is.\n" + "_" * 47 + "\nEels mailing list\nhttps://a.example/mailman/listinfo/eels",
                     ["So it is."], id="the footer of a list"),
        pytest.param("Please unsubscribe me.", ["Please unsubscribe me."], id="but not all that was said"),
        pytest.param("a\n--\n" + "\n".join("bcdefghijklmn"), ["a", *"bcdefghijklmn"], id="but not what is long"),
    ],
)  # fmt: skip
def test_what_stands_below_a_message_is_no_part_of_it(body: str, kept: list[str]) -> None:
    assert [text for text in words(message(body)) if text != "--"] == kept


def test_wrapped_lines_are_one_paragraph_and_lists_stay_lists() -> None:
    body = (
        "Both turbines of the weir stand still from dusk to dawn while the\neels pass.\n\n- one eel\n- two eels\n\n"
        "Best regards,\nAnn"
    )
    assert [(kind, text) for kind, _, text in blocks(message(body))] == [
        ("turn", "Both turbines of the weir stand still from dusk to dawn while the eels pass."),
        ("item", "one eel"),
        ("item", "two eels"),
        ("turn", "Best regards, Ann"),
    ]


def test_flowed_lines_are_joined_as_they_were_written() -> None:
    data = message("Eels \npass \nthe weir.\n At night.\n-- \nAnn", Content_Type="text/plain; format=flowed")
    assert words(data) == ["Eels pass the weir.", "At night."]


def test_lines_that_were_shielded_from_ending_the_message_are_bare_again() -> None:
    assert words(mbox(message("Hello.\n\n>From the weir.\n\n>>From me."))) == ["Hello.", "From the weir.", "From me."]


@pytest.mark.parametrize(
    ("charset", "raw"),
    [
        pytest.param("iso-8859-1", "Öl kostet 5 €".encode("cp1252"), id="Windows letters declared as Latin-1"),
        pytest.param("us-ascii", "Öl kostet 5 €".encode(), id="UTF-8 declared as ASCII"),
        pytest.param("utf-8", "Öl kostet 5 €".encode("cp1252"), id="Windows letters declared as UTF-8"),
        pytest.param("x-unknown", "Öl kostet 5 €".encode("cp1252"), id="a charset that nobody knows"),
        pytest.param("iso-8859-15", "Öl kostet 5 €".encode("iso-8859-15"), id="the truth"),
    ],
)
def test_a_charset_may_lie(charset: str, raw: bytes) -> None:
    data = message("WORDS", Content_Type=f"text/plain; charset={charset}").replace(b"WORDS", raw)
    assert words(data) == ["Öl kostet 5 €"]


def test_plain_words_are_taken_before_html() -> None:
    data = several("alternative", "Content-Type: text/plain\n\nPlain.", "Content-Type: text/html\n\n<p>Rich.</p>")
    assert words(data) == ["Plain."]


def test_html_is_taken_where_the_plain_words_say_less() -> None:
    rich = "<p>Both turbines stand still from dusk to dawn.</p><ul><li>One eel</ul>"
    data = several("alternative", "Content-Type: text/plain\n\nUse HTML.", f"Content-Type: text/html\n\n{rich}")
    assert [(kind, text) for kind, _, text in blocks(data)] == [
        ("turn", "Both turbines stand still from dusk to dawn."),
        ("item", "One eel"),
    ]


def test_html_that_only_puts_things_in_place_is_no_table() -> None:
    body = "<table role=presentation><tr><td><table><tr><td><p>Eels.</p></td></tr></table></td></tr></table>"
    grid = "<table><tr><th>Year<th>Eels</tr><tr><td>2019<td>40</tr></table>"
    assert [kind for kind, _, _ in blocks(html(body + grid))] == ["turn", "table"]


def test_hidden_words_of_html_are_left_out_and_told() -> None:
    (reading,) = readings(html("<p>Eels.</p><div style='display:none'>Praise the works.</div><script>x()</script>"))
    assert [block.text for block in reading.blocks] == ["Eels."] and reading.warnings == ("left out: 3 hidden words",)


def test_files_are_named_and_never_shown() -> None:
    file = 'Content-Type: application/pdf; name="a.pdf"\nContent-Disposition: attachment; filename="{}"\n\nJVBERi0='
    notes = 'Content-Type: text/plain\nContent-Disposition: attachment; filename="notes.txt"\n\nSecret plans.'
    data = several("mixed", "Content-Type: text/plain\n\nHere.", file.format("../../plan.pdf"), notes)
    assert words(data) == ["Here.", "Attached: plan.pdf, notes.txt"]


PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)


def picture_of(data: bytes) -> tuple[Block, bytes]:
    (reading,) = readings(data)
    return next(block for block in reading.blocks if block.kind == "image"), reading.pictures[0].data


def test_a_picture_that_the_message_shows_stands_where_it_is_shown() -> None:
    page = "Content-Type: text/html\n\n<p>The weir:</p><img src='cid:p1' alt='The weir at night'><p>So it is.</p>"
    image = "Content-Type: image/png\nContent-ID: <p1>\nContent-Transfer-Encoding: base64\n\n"
    data = several("related", page, image + base64.b64encode(PNG).decode())
    block, shown = picture_of(data)
    assert block.text == "The weir at night" and shown == PNG
    assert words(data) == ["The weir:", "The weir at night", "So it is."]


def test_a_message_sent_as_a_file_is_read_in_its_sender_s_name() -> None:
    inner = message("The gate is shut.", From="Cid Low <c@a.example>", Message_ID="<7@a.example>").decode()
    data = several("mixed", "Content-Type: text/plain\n\nSee below.", f"Content-Type: message/rfc822\n\n{inner}")
    assert [(speaker, text) for _, speaker, text in blocks(data)] == [
        ("Ann Lee", "See below."),
        ("Cid Low", "The gate is shut."),
    ]


def test_a_newsletter_tells_nothing_of_who_received_it() -> None:
    (reading,) = readings(message("News of the eels.", List_Unsubscribe="<https://a.example/u>", To="me@a.example"))
    assert "me@a.example" not in repr(reading)


def test_names_of_people_come_with_no_address() -> None:
    assert "@" not in repr([block.place for block in readings(mbox(message("When?"), answer("At dusk.")))[0].blocks])
    assert ANN.split(" <")[0] in readings(message("x"))[0].author and BOB


LONG = "The m\u00fcller closes the weir at dusk, when the eels begin to swim, and opens it again at dawn."


@pytest.mark.parametrize(
    ("encoding", "written", "lines"),
    [
        pytest.param("8bit", f"Yes.\n\n{LONG}\nSo be it.\n".encode(), [(7, 7), (9, 10)], id="as it stands"),
        pytest.param("8bit", f"Yes.\n\n{LONG}".encode("latin-1"), [(7, 7), (9, 9)], id="in an old charset"),
        pytest.param(
            "quoted-printable", quopri.encodestring(f"Yes.\n\n{LONG}".encode()), [(7, 7), (9, 10)], id="with marks"
        ),
        pytest.param(
            "base64", base64.encodebytes(f"Yes.\n\n{LONG}".encode()), [(7, 8), (7, 8)], id="those of the message else"
        ),
    ],
)
def test_a_paragraph_names_its_lines_in_the_file(encoding: str, written: bytes, lines: list[tuple[int, int]]) -> None:
    charset = "iso-8859-1" if b"\xfc" in written else "utf-8"
    head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n".encode()
    (reading,) = readings(POSTED.replace(b"\r", b"") + b"Message-ID: <1@mill.example>\n" + head + b"\n" + written)
    assert [block.place.lines for block in reading.blocks] == lines


def test_each_message_of_a_mailbox_names_its_own_lines() -> None:
    data = mbox(message("The same."), message("The same."))
    found = [block.place.lines[0] for reading in readings(data) for block in reading.blocks]
    assert [data.split(b"\n")[line - 1] for line in found] == [b"The same."] * len(found)
    assert len(found) == len(set(found)) > 0

"""Mail that is broken or means harm is read as far as it goes, in little time, and never raises."""

import base64
import time

import pytest

from kb import readers
from kb.readers.folders import maildir
from kb.readers.reader import Aside, Overrides, Unreadable
from readers.formats.letters import answer, blocks, mbox, message, several, words

NESTED = "".join(f'Content-Type: multipart/mixed; boundary="B{n}"\n\n--B{n}\n' for n in range(600))


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"Date": "Mon, 99 Foo 2024 99:99:99"}, id="no date"),
        pytest.param({"Date": "Mon, 1 Apr 99999999999999 09:30:00 +9999999999"}, id="a year beyond all"),
        pytest.param({"From": '"' * 3000}, id="quotation marks without end"),
        pytest.param({"From": "(" * 3000}, id="brackets without end"),
        pytest.param({"From": ":;,<>@[];" * 100}, id="nothing but signs"),
        pytest.param({"Subject": "=?" * 4000}, id="encodings that never end"),
        pytest.param({"Subject": "=?utf-8?b?" + "A" * 2001 + "?="}, id="an encoding of odd length"),
        pytest.param({"Subject": "Re: " * 2000}, id="answers to answers"),
        pytest.param({"References": "<" * 8000}, id="references that never end"),
        pytest.param({"Message-ID": "<>"}, id="no name in the brackets"),
        pytest.param({"Content-Type": "text/plain; charset*=x'y'%FF"}, id="a charset in pieces"),
        pytest.param({"Content-Type": "////; =;==;"}, id="no kind"),
        pytest.param({"Content-Type": "multipart/mixed"}, id="parts without a boundary"),
        pytest.param({"Content-Transfer-Encoding": "base65"}, id="an encoding that nobody knows"),
        pytest.param({"Content-Disposition": "inline; filename*0*=x''%"}, id="half a file name"),
    ],
)
def test_a_broken_header_costs_no_words(fields: dict[str, str]) -> None:
    begun = time.process_time()
    assert any("weir" in text for text in words(message("The weir stands still.", **fields)))
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(several("mixed", NESTED), id="parts within parts within parts"),
        pytest.param(
            several("mixed", "Content-Type: message/rfc822\n\nFrom: a@b.example\n" * 300), id="mail within mail"
        ),
        pytest.param(message("> " * 200_000), id="quotations of quotations"),
        pytest.param(message("<div>" * 50_000 + "x", Content_Type="text/html"), id="HTML within HTML"),
        pytest.param(message("<table>" * 20_000 + "x", Content_Type="text/html"), id="tables within tables"),
        pytest.param(message("<img src=cid:" * 20_000, Content_Type="text/html"), id="pictures that never end"),
        pytest.param(message("x" * 1_000_000), id="one long line"),
        pytest.param(message("wrote " * 200_000 + ":"), id="many who wrote"),
        pytest.param(message("From: a\n" * 60_000), id="headers copied along and along"),
        pytest.param(message("begin 644 a\n" + "M" * 60 + "\n" + "M\n" * 20_000), id="a file that never ends"),
        pytest.param(message("<!-- " * 50_000, Content_Type="text/html"), id="comments that never end"),
        pytest.param(mbox(*[message("", Message_ID=f"<{n}@a>") for n in range(1000)]), id="thousands that say nothing"),
        pytest.param(b"From a 09:30\nX:\n" * 10_000, id="thousands of separators"),
        pytest.param(b"From: a@b.example\nMessage-ID: <1@a>\n" + b" x\n" * 500_000, id="a header without end"),
    ],
)
def test_mail_that_means_harm_is_read_in_seconds(data: bytes) -> None:
    begun = time.process_time()
    readers.read("a.eml", data, Overrides())
    assert time.process_time() - begun < 40


def test_every_message_that_is_cut_off_is_read_up_to_there() -> None:
    data = several("mixed", "Content-Type: text/plain\n\nThe weir.", "Content-Type: text/html\n\n<p>The gate.")
    for end in range(len(data)):
        readers.read("a.eml", data[:end], Overrides())
    assert words(data[: data.index(b"The gate") + 8]) == ["The weir.", "The gate"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("See:\n" + base64.encodebytes(bytes(3000)).decode(), id="without a word about it"),
        pytest.param("See:\nbegin 644 a.bin\n" + ("M" + "`" * 60 + "\n") * 40 + "`\nend", id="as Unix once sent it"),
    ],
)
def test_the_bytes_of_a_file_never_become_text(body: str) -> None:
    assert [text for text in words(message(body)) if not text.startswith("Attached")] == ["See:"]


def test_a_seal_is_no_text() -> None:
    sealed = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe weir.\n-----BEGIN PGP SIGNATURE-----\n\nabc\n"
    assert words(message(sealed + "-----END PGP SIGNATURE-----")) == ["The weir."]


def test_one_locked_message_of_a_conversation_is_told_of() -> None:
    locked = answer("-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----")
    found = readers.read("a.mbox", mbox(message("When?"), locked), Overrides())
    assert isinstance(found, tuple) and found[0].warnings == ("1 message encrypted, not read",)


def test_a_message_about_messages_is_not_cut_in_two() -> None:
    body = "Every message begins so:\n\nFrom the sender at 9\nand not so:\n\nFrom Ann\nHello."
    assert len(blocks(mbox(message(body)))) == 5


def test_a_maildir_is_read_as_the_mailbox_that_it_is() -> None:
    stored = {"cur/1.a:2,S": message("When?"), "new/2.a": answer("At dusk."), "tmp/3.a": message("Half")}
    found = maildir.read("mail", list(stored), stored.get)
    assert not isinstance(found, Unreadable) and maildir.recognise({"cur/", "new/", "tmp/", ".Sent/"})
    assert not isinstance(found, Aside)
    assert [[block.text for block in reading.blocks] for reading in found] == [["When?", "At dusk."]]
    assert maildir.recognise({"cur/", "new/"}) is None

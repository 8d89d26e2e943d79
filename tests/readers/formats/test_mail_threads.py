"""Conversations: which messages belong together, what of a quotation is kept, and what a later export changes."""

import pytest

from kb import readers
from kb.readers.reader import Aside, Overrides
from readers.formats.letters import answer, blocks, html, mbox, message, readings, refused, words

QUESTION = "When do the turbines stand still?\n\nAnd who pays for it?"
ASKED = message(QUESTION)


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param("On Mon, Apr 1, 2024 at 9:30 AM Ann Lee <ann@mill.example> wrote:", id="English"),
        pytest.param("On Mon, Apr 1, 2024 at 9:30 AM Ann Lee <\nann@mill.example> wrote:", id="over two lines"),
        pytest.param("Am Mo., 1. Apr. 2024 um 09:30 Uhr schrieb Ann Lee <ann@mill.example>:", id="German"),
        pytest.param("Le lun. 1 avr. 2024 à 09:30, Ann Lee <ann@mill.example> a écrit :", id="French"),
        pytest.param("El lun, 1 abr 2024 a las 9:30, Ann Lee (<ann@mill.example>) escribió:", id="Spanish"),
        pytest.param("Il giorno lun 1 apr 2024 alle ore 09:30 Ann Lee <ann@mill.example> ha scritto:", id="Italian"),
        pytest.param("Em seg., 1 de abr. de 2024 às 09:30, Ann Lee <ann@mill.example> escreveu:", id="Portuguese"),
        pytest.param("Op ma 1 apr 2024 om 09:30 schreef Ann Lee <ann@mill.example>:", id="Dutch"),
        pytest.param("Den mån 1 apr. 2024 kl 09:30 skrev Ann Lee <ann@mill.example>:", id="Swedish"),
        pytest.param("пн, 1 апр. 2024 г. в 09:30, Ann Lee <ann@mill.example> написала:", id="Russian"),
        pytest.param("2024年4月1日(月) 9:30 Ann Lee <ann@mill.example> のメール:", id="Japanese"),
        pytest.param("Ann Lee writes:", id="without a date"),
        pytest.param("", id="without a word"),
    ],
)
def test_a_quotation_below_an_answer_is_left_out_where_its_message_is_there(opening: str) -> None:
    data = mbox(ASKED, answer(f"From dusk to dawn.\n\n{opening}\n{quoted(QUESTION)}\n"))
    assert words(data) == [*QUESTION.split("\n\n"), "From dusk to dawn."]


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param(
            "-----Original Message-----\nFrom: Ann Lee\nSent: Monday\nTo: Bob Roe\nSubject: x\n", id="Outlook"
        ),
        pytest.param("-----Ursprüngliche Nachricht-----\nVon: Ann Lee\nGesendet: Montag\nAn: Bob\n", id="in German"),
        pytest.param("_" * 32 + "\nFrom: Ann Lee\nSent: Monday\nTo: Bob Roe\nSubject: x\n", id="below a rule"),
        pytest.param("De : Ann Lee\nEnvoyé : lundi\nÀ : Bob Roe\nObjet : x\n", id="in French, without a rule"),
        pytest.param("On Mon, 1 Apr 2024, Ann Lee wrote:\n", id="without marks"),
    ],
)
def test_a_message_copied_below_an_answer_is_left_out_where_it_is_there(opening: str) -> None:
    data = mbox(ASKED, answer(f"From dusk to dawn.\n\n{opening}\n{QUESTION}\n"))
    assert words(data) == [*QUESTION.split("\n\n"), "From dusk to dawn."]


def test_a_quotation_that_is_nowhere_else_stays_in_its_author_s_name() -> None:
    data = answer(
        f"From dusk to dawn.\n\nOn Mon, Apr 1, 2024 at 9:30 AM Ann Lee <a@b.example> wrote:\n{quoted(QUESTION)}"
    )
    assert blocks(data) == [
        ("turn", "Bob Roe", "From dusk to dawn."),
        ("quote", "Ann Lee", "When do the turbines stand still?"),
        ("quote", "Ann Lee", "And who pays for it?"),
    ]


def test_of_a_quotation_only_what_is_nowhere_else_stays() -> None:
    data = mbox(ASKED, answer(f"Yes.\n\n{quoted(QUESTION)}\n>\n>> The gate is of iron, as you know."))
    assert blocks(data)[2:] == [("turn", "Bob Roe", "Yes."), ("quote", "", "The gate is of iron, as you know.")]


def test_what_is_answered_line_by_line_stays_above_its_answers() -> None:
    first, second = QUESTION.split("\n\n")
    data = mbox(ASKED, answer(f"On 1 Apr 2024 Ann wrote:\n> {first}\n\nAt night.\n\n> {second}\n\nThe town."))
    assert blocks(data)[2:] == [
        ("quote", "Ann Lee", first),
        ("turn", "Bob Roe", "At night."),
        ("quote", "Ann Lee", second),
        ("turn", "Bob Roe", "The town."),
    ]


def test_words_that_several_quoted_belong_to_whoever_said_them_first() -> None:
    again = answer("> And who pays for it?\n\nThe town.", 4, From="Cid Low <c@a.example>")
    data = mbox(ASKED, answer(f"At dusk.\n\n{quoted(QUESTION)}"), again)
    assert blocks(data)[-2:] == [("quote", "Ann Lee", "And who pays for it?"), ("turn", "Cid Low", "The town.")]


def test_a_long_quotation_above_its_answer_is_left_out_where_its_message_is_there() -> None:
    long = "\n\n".join(f"The turbine number {number} stands still for the eels at night." for number in range(40))
    data = mbox(message(long), answer(f"{quoted(long)}\n\nAll of them."))
    assert words(data)[40:] == ["All of them."]


def test_a_forwarded_message_is_told_with_its_sender_and_its_day() -> None:
    body = (
        "See below.\n\n---------- Forwarded message ---------\nFrom: Cid Low <c@a.example>\n"
        "Date: Tue, 2 Jan 2024 08:00:00 +0000\nSubject: Eels\nTo: <ann@mill.example>\n\nForty eels passed."
    )
    (reading,) = readings(message(body))
    block = reading.blocks[-1]
    assert (block.kind, block.text, block.place.speaker, block.place.when) == (
        "quote", "Forty eels passed.", "Cid Low", "2024-01-02 08:00"
    )  # fmt: skip


def test_quotations_of_html_are_told_from_what_answers_them() -> None:
    page = (
        "<div>From dusk to dawn.</div><div><div>On Mon, Apr 1, 2024 at 9:30 AM Ann Lee &lt;<a>a@b.example"
        "</a>&gt; wrote:<br></div><blockquote><div>When?<br><br>Forty eels.</div></blockquote></div>"
    )
    assert [(kind, speaker, text) for kind, speaker, text in blocks(html(page))] == [
        ("turn", "Ann Lee", "From dusk to dawn."),
        ("quote", "Ann Lee", "When?"),
        ("quote", "Ann Lee", "Forty eels."),
    ]


def test_a_header_copied_into_html_opens_a_quotation() -> None:
    page = (
        "<p>At dusk.</p><div><p><b>From:</b> Cid Low &lt;c@a.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Ann<br>"
    )
    page += "<b>Subject:</b> Eels</p></div><p>When?</p>"
    assert blocks(html(page)) == [("turn", "Ann Lee", "At dusk."), ("quote", "Cid Low", "When?")]


@pytest.mark.parametrize(
    ("second", "together"),
    [
        pytest.param(answer("x"), True, id="by what it answers"),
        pytest.param(
            answer("x", In_Reply_To="", References="<1@mill.example> <8@a.example>"), True, id="by references"
        ),
        pytest.param(answer("x", In_Reply_To="", Subject="AW: The Weir"), True, id="by a subject that answers"),
        pytest.param(answer("x", In_Reply_To="", Subject="The weir"), False, id="not by a subject alone"),
        pytest.param(answer("x", In_Reply_To="", Subject="Re: The gate"), False, id="not by another subject"),
    ],
)
def test_messages_that_answer_each_other_are_one_source(second: bytes, together: bool) -> None:
    assert len(readings(mbox(message("The weir."), second))) == 2 - together


def test_two_answers_to_a_message_that_is_gone_are_one_source() -> None:
    assert len(readings(mbox(answer("At dusk.", 2), answer("At dawn.", 3)))) == 1


def test_a_conversation_is_told_in_the_order_of_time() -> None:
    assert words(mbox(answer("Third.", 3), answer("Second.", 2), message("First."))) == ["First.", "Second.", "Third."]


def test_a_message_with_two_labels_is_told_once() -> None:
    labelled = message("Hello.", X_Gmail_Labels="Sent")
    assert words(mbox(message("Hello."), labelled, answer("Hello you."))) == ["Hello.", "Hello you."]


def test_a_message_without_a_name_is_told_once_too() -> None:
    assert words(mbox(message("Hello.", Message_ID=""), message("Hello.", Message_ID="", Status="RO"))) == ["Hello."]


def test_a_conversation_that_grows_keeps_its_name_and_its_blocks() -> None:
    news = message("News of the gate.", Subject="Gate", Message_ID="", From="News <n@a.example>")
    before = readings(mbox(news, ASKED, answer("At dusk.", 2)))
    after = readings(
        mbox(ASKED, answer("At dusk.", 2), answer("And at dawn.", 3), news, message("x", Message_ID="<9@a>"))
    )
    grown = {reading.part: [block.id for block in reading.blocks] for reading in after}
    for reading in before:
        ids = [block.id for block in reading.blocks]
        assert reading.part and grown[reading.part][: len(ids)] == ids
    assert len(grown) == len(after)


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        pytest.param("Re: AW: [eels] SV: The weir", "[eels] The weir", id="marks within marks"),
        pytest.param("Re[2]: The weir (fwd)", "The weir", id="numbered"),
        pytest.param("回复：堰", "堰", id="Chinese"),
        pytest.param("Reform of the weir", "Reform of the weir", id="a word that begins like a mark"),
        pytest.param("I: turbina", "turbina", id="Italian"),
        pytest.param("Re:", "Hello", id="nothing but a mark"),
    ],
)
def test_a_title_is_the_subject_without_marks_of_answers(subject: str, title: str) -> None:
    assert readings(message("Hello.", Subject=subject), "1.eml")[0].title == title


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_0037001F".encode("utf-16-le"), ".msg", id="Outlook"
        ),
        pytest.param(b"!BDN\x00\x00", ".pst", id="Outlook's folders"),
        pytest.param(message("", Subject="x"), "without words", id="no words"),
        pytest.param(mbox(message("")), "without words", id="a mailbox of no words"),
        pytest.param(message("x", Content_Type="application/pkcs7-mime; name=smime.p7m"), "encrypted", id="locked"),
        pytest.param(message("-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----"), "encrypted", id="PGP"),
    ],
)
def test_mail_that_can_t_be_read_says_why(data: bytes, told: str) -> None:
    assert told in refused(data).message


def test_an_index_of_a_mailbox_is_no_source() -> None:
    assert isinstance(readers.read("Inbox.msf", b'// <!-- <mdb:mork:z v="1.4"/> -->\n< <(a=c)>', Overrides()), Aside)

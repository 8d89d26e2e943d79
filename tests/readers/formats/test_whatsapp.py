"""WhatsApp: the many ways in which phones write dates, and what nobody typed."""

import pytest
from exports import lines, names, read, refused, zipped

ANDROID = """\
1/22/23, 6:30 PM - Messages and calls are end-to-end encrypted. Tap to learn more.
1/22/23, 6:30 PM - Ann: Is it still for sale?
I would give $50.
1/22/23, 8:24 PM - Bob: <Media omitted>
1/23/23, 3:22\u202fAM - Bob: $50 is too low. <This message was edited>
2/1/23, 9:00 AM - Ann: This message was deleted
2/1/23, 9:01 AM - Ann: Then *sixty*: my last word.
"""
IPHONE = """\
\ufeff[15.08.26, 12:44:11] Reef survey: \u200eNachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.
[15.08.26, 12:44:30] ~\u00a0Ines Okafor: Guten Tag
\u200e[15.08.26, 12:45:00] Ines Okafor: \u200eBild weggelassen
\u200e[15.08.26, 12:46:00] Ines Okafor: \u200e<Anhang: 00000030-PHOTO.jpg>
[15.08.26, 12:47:00] \u202a+49\u00a0170\u00a01234567\u202c: Danke \u200e<Diese Nachricht wurde bearbeitet>
[15.08.26, 12:48:00] \u200eTom hat die Gruppe verlassen
"""


def whatsapp(text: str) -> bytes:
    return text.encode()


def test_an_android_export_becomes_a_source_a_month() -> None:
    january, february = read(whatsapp(ANDROID))
    assert lines(january) == ["Ann: Is it still for sale? I would give $50.", "Bob: $50 is too low."]
    assert lines(february) == ["Ann: Then sixty: my last word."]
    assert [block.place.when for block in january.blocks] == ["2023-01-22 18:30", "2023-01-23 03:22"]
    assert (january.kind, january.part, january.title) == ("chat", "2023-01", "Ann and Bob on WhatsApp, January 2023")
    assert (february.published, february.warnings) == ("2023-02-01", ())


def test_an_iphone_export_names_its_group_and_drops_what_nobody_typed() -> None:
    (reading,) = read(whatsapp(IPHONE))
    assert lines(reading) == ["Ines Okafor: Guten Tag", "+49 170 1234567: Danke"]
    assert reading.title == "Reef survey on WhatsApp, August 2026" and reading.warnings == ()


def test_a_zip_file_with_pictures_says_the_same() -> None:
    packed = zipped({"_chat.txt": whatsapp(IPHONE), "00000030-PHOTO.jpg": b"\xff\xd8\xff"})
    assert names(*read(packed)) == names(*read(whatsapp(IPHONE)))


def test_a_longer_export_keeps_parts_and_ids() -> None:
    before, after = names(*read(whatsapp(ANDROID))), names(*read(whatsapp(f"{ANDROID}2/2/23, 9:00 AM - Bob: Sold!\n")))
    assert before["2023-01"] == after["2023-01"] and before["2023-02"] < after["2023-02"]


@pytest.mark.parametrize(
    ("opening", "when"),
    [
        pytest.param("22/01/2023, 18:30 - ", "2023-01-22 18:30", id="day first, as in most of the world"),
        pytest.param("1/22/23, 6:30 PM - ", "2023-01-22 18:30", id="month first, as in the United States"),
        pytest.param("1/22/23, 12:05\u202fAM - ", "2023-01-22 00:05", id="narrow space before AM"),
        pytest.param("1/22/23, 3:22_AM - ", "2023-01-22 03:22", id="underscore before AM"),
        pytest.param("22/01/2023, 6:30 p. m. - ", "2023-01-22 18:30", id="Spanish"),
        pytest.param("22.01.23, 18:30 - ", "2023-01-22 18:30", id="German"),
        pytest.param("[22.1.2023 klo 18.30.05] ", "2023-01-22 18:30", id="Finnish"),
        pytest.param("[2023-01-22 18:30:05] ", "2023-01-22 18:30", id="Swedish"),
        pytest.param("2023/01/22 18:30 - ", "2023-01-22 18:30", id="Japanese"),
        pytest.param("2023/1/22 下午6:30 - ", "2023-01-22 18:30", id="Chinese"),
        pytest.param("2023/1/22 中午12:30 - ", "2023-01-22 12:30", id="Chinese noon"),
        pytest.param("2023/1/22 中午11:30 - ", "2023-01-22 11:30", id="before noon"),
        pytest.param("2023/1/22 中午1:30 - ", "2023-01-22 13:30", id="after noon"),
        pytest.param("22-01-2023 18:30 - ", "2023-01-22 18:30", id="Dutch"),
        pytest.param("[22. 1. 2023 18:30:05] ", "2023-01-22 18:30", id="Czech"),
        pytest.param("٢٢/٠١/٢٠٢٣, ٦:٣٠ م - ", "2023-01-22 18:30", id="Arabic digits"),
        pytest.param("22/1/2566, 18:30 - ", "2023-01-22 18:30", id="Thai years"),
    ],
)
def test_every_phone_s_dates_are_read(opening: str, when: str) -> None:
    (reading,) = read(whatsapp(f"{opening}Ann: One.\n{opening}Bob: Two.\n"))
    assert [block.place.when for block in reading.blocks] == [when, when] and reading.warnings == ()


@pytest.mark.parametrize(
    ("days", "read_as", "warned"),
    [
        pytest.param(("01/02/2023", "03/02/2023"), "2023-02-01", True, id="nothing tells, padded: day first"),
        pytest.param(("1/2/23", "1/3/23"), "2023-01-02", True, id="nothing tells, American looks: month first"),
        pytest.param(("1/2/23", "14/2/23"), "2023-02-01", False, id="a day above twelve"),
        pytest.param(("1/2/23", "1/14/23"), "2023-01-02", False, id="a month can't be above twelve"),
        pytest.param(("01/11/23", "01/12/23", "02/01/23"), "2023-01-11", False, id="time runs forward one way only"),
        pytest.param(("01.02.23", "03.02.23"), "2023-02-01", False, id="points: day first"),
    ],
)
def test_the_order_of_day_and_month_is_inferred_or_told(days: tuple[str, ...], read_as: str, warned: bool) -> None:
    readings = read(whatsapp("".join(f"{day}, 10:00 - Ann: On {day}.\n" for day in days)))
    assert readings[0].published == read_as
    assert [warning[:28] for warning in readings[0].warnings] == ["no date tells whether its da"] * warned


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("IMG-20250330-WA0001.jpg (Datei angehängt)", [], id="picture"),
        pytest.param("IMG-20250330-WA0001.jpg (file attached)\nThe reef.", ["The reef."], id="caption"),
        pytest.param("plan.pdf (file attached)", ["plan.pdf"], id="document"),
        pytest.param("<Medien ausgeschlossen>\nadder.mod", ["adder.mod"], id="name of what was left out"),
        pytest.param("\u200ePOLL:\nWhere?\n\u200eOPTION: Here (\u200e2)", ["POLL: Where? OPTION: Here (2)"], id="poll"),
        pytest.param("\u200eimage omitted", [], id="marked"),
        pytest.param("null", [], id="null"),
        pytest.param("image omitted by mistake", ["image omitted by mistake"], id="somebody's words"),
        pytest.param("a: b: c", ["a: b: c"], id="colons"),
    ],
)  # fmt: skip
def test_what_nobody_typed_is_dropped(typed: str, kept: list[str]) -> None:
    (reading,) = read(whatsapp(f"22/01/2023, 18:30 - Ann: {typed}\n22/01/2023, 18:31 - Ann: End.\n"))
    assert [block.text for block in reading.blocks] == [*kept, "End."]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[2024-01-02 10:00:00] local.ERROR: failed\n" * 5, id="log of a program"),
        pytest.param("2024-01-02 10:00:00,123 - root - INFO - x\n" * 5, id="log of Python"),
        pytest.param("1/22/23, 6:30 PM - Ann: alone\n", id="a single message"),
        pytest.param("Meeting\n1/22/23, 6:30 PM - Ann: a\n1/22/23, 6:30 PM - Bob: b\n", id="prose that quotes a chat"),
        pytest.param("[00:01] Ann: hello\n[00:02] Bob: hi\n", id="transcript"),
        pytest.param("1/2/2023,12:30,14\n1/3/2023,12:30,15\n", id="table"),
        pytest.param("1. Ann: one\n2. Bob: two\n", id="list"),
    ],
)
def test_what_only_looks_like_a_chat_is_not_taken(text: str) -> None:
    assert all(reading.kind != "chat" for reading in read(whatsapp(text)))


def test_a_cut_off_zip_file_says_so() -> None:
    packed = zipped({"_chat.txt": whatsapp(ANDROID * 50)})
    assert "broken or cut off" in refused(packed[:-40])


def test_a_line_of_a_million_letters_takes_no_time() -> None:
    (reading,) = read(whatsapp(f"22/01/2023, 18:30 - Ann: {'<' * 1_000_000}\n22/01/2023, 18:31 - Bob: {'*a' * 500}\n"))
    assert len(reading.blocks) == 2

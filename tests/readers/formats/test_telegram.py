"""Telegram: one chat or a whole account."""

from exports import as_json, lines, names, read, refused


def message(id_: int, author: str, text: object, **more: object) -> dict[str, object]:
    return {"id": id_, "type": "message", "date": f"2025-01-{id_:02}T10:30:00", "from": author, "text": text, **more}


def chat(*messages: object, **more: object) -> dict[str, object]:
    return {"name": "Reef survey", "type": "private_supergroup", "id": 77, "messages": messages, **more}


QUESTION = message(1, "Ann", ["See ", {"type": "text_link", "text": "the plan", "href": "https://a.org"}, " *now*."])
ANSWER = message(2, "Bob", "Done.", reply_to_message_id=1)


def test_a_chat_becomes_a_source_a_month() -> None:
    joined = {"id": 3, "type": "service", "action": "join_group_by_link", "actor": "Cy", "text": ""}
    (reading,) = read(as_json(chat(QUESTION, ANSWER, joined)))
    assert lines(reading) == ["Ann: See the plan *now*.", "Bob to Ann: Done."]
    assert reading.blocks[0].markdown == "See [the plan](https://a.org) \\*now*."
    assert (reading.title, reading.part) == ("Reef survey on Telegram, January 2025", "2025-01")
    assert reading.blocks[1].place.when == "2025-01-02 10:30"


def test_a_whole_account_becomes_its_chats() -> None:
    account = {"about": "Here is the data of Telegram", "chats": {"list": [chat(QUESTION), chat(ANSWER, id=78)]}}
    assert list(names(*read(as_json(account)))) == ["77 2025-01", "78 2025-01"]


def test_what_is_passed_on_is_a_quotation() -> None:
    (reading,) = read(as_json(chat(message(1, "Ann", "We lost it.", forwarded_from="Ines"))))
    assert (reading.blocks[0].kind, lines(reading)) == ("quote", ["Ann: Ines: We lost it."])


def test_listings_polls_and_files_are_kept() -> None:
    poll = {"question": "Where?", "answers": [{"text": "Here"}, {"text": "There"}]}
    told = message(1, "Ann", [{"type": "pre", "text": "a\n b"}], poll=poll, file_name="plan.pdf")
    (reading,) = read(as_json(chat(told)))
    assert [block.text for block in reading.blocks] == ["a\n b", "Where? - Here - There", "plan.pdf"]


def test_a_later_export_keeps_parts_and_ids() -> None:
    before, after = names(*read(as_json(chat(QUESTION)))), names(*read(as_json(chat(QUESTION, ANSWER))))
    assert before["2025-01"] < after["2025-01"]


def test_what_is_cut_off_or_of_wrong_types_does_no_harm() -> None:
    assert "broken or cut off" in refused(as_json(chat(QUESTION))[:-5])
    odd = message(1, "Ann", [3, None, {"type": "bold", "text": ["x"]}, "fine"], poll=4, forwarded_from={})
    assert lines(*read(as_json(chat(odd, 7, None)))) == ["Ann: fine"]

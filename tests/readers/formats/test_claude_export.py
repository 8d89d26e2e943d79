"""Claude's export: what its owner asked and handed over, what an AI answered and made."""

import pytest
from exports import as_json, aside, lines, names, read, refused, zipped

USERS = as_json([{"uuid": "u-1", "full_name": "Ann Lee", "email_address": "ann@example.org"}])


def message(id_: str, sender: str, *content: object, **more: object) -> dict[str, object]:
    blocks = [{"type": "text", "text": one} if isinstance(one, str) else one for one in content]
    at = "2025-03-04T10:11:12.345678Z"
    return {"uuid": id_, "sender": sender, "text": "", "content": blocks, "created_at": at, **more}


def after(parent: str, id_: str, sender: str, text: str) -> dict[str, object]:
    return message(id_, sender, text, parent_message_uuid=parent)


def conversation(*messages: object, **more: object) -> dict[str, object]:
    about = {"uuid": "1111-2222", "name": "On reefs", "created_at": "2025-03-04T10:11:12Z", "account": {"uuid": "u-1"}}
    return {**about, "chat_messages": messages, **more}


ASKED, ANSWERED = message("a", "human", "How hot was it?"), message("b", "assistant", "Very **hot**.")


def test_the_owner_and_the_ai_are_named() -> None:
    (reading,) = read(as_json([conversation(ASKED, ANSWERED)]), {"users.json": USERS}.get)
    assert lines(reading) == ["Ann Lee: How hot was it?", "Claude (AI): Very hot."]
    assert (reading.author, reading.genre, reading.title) == (("Ann Lee",), "conversation with an AI", "On reefs")
    assert (reading.part, reading.url) == ("1111-2222", "https://claude.ai/chat/1111-2222")
    assert reading.blocks[0].place.when == "2025-03-04 10:11"
    assert lines(*read(as_json([conversation(ASKED)]))) == ["You: How hot was it?"]


def test_a_zip_file_says_the_same() -> None:
    packed = zipped({"conversations.json": as_json([conversation(ASKED, ANSWERED)]), "users.json": USERS})
    assert lines(*read(packed)) == ["Ann Lee: How hot was it?", "Claude (AI): Very hot."]


def test_what_was_handed_over_is_not_said_by_who_handed_it_over() -> None:
    paper = {"file_name": "paper.txt", "extracted_content": "The staghorn died.\n\nIt was the heat."}
    said = lines(*read(as_json([conversation(message("a", "human", "Why?", attachments=[paper]))])))
    assert said == ["You: Why?", "paper.txt: The staghorn died.", "paper.txt: It was the heat."]


def test_what_was_made_is_a_listing_and_thinking_is_dropped() -> None:
    order = {"type": "application/vnd.ant.code", "language": "python", "content": "print(1)", "command": "create"}
    made = {"type": "tool_use", "name": "artifacts", "input": order}
    thought = {"type": "thinking", "thinking": "hm"}
    result = {"type": "tool_result", "content": [{"type": "text", "text": "OK"}]}
    (reading,) = read(as_json([conversation(message("b", "assistant", thought, "Here:", made, result))]))
    assert [block.markdown for block in reading.blocks] == ["Here:", "```python\nprint(1)\n```"]


def test_older_exports_keep_what_was_made_between_tags() -> None:
    tagged = '<antThinking>hm</antThinking>Here: <antArtifact type="text/markdown">*Heat*</antArtifact> Done.'
    unshown = "```\nThis block is not supported on your current device yet.\n```"
    said = lines(*read(as_json([conversation(message("b", "assistant", text=f"{unshown}\n{tagged}"))])))
    assert said == ["Claude (AI): Here:", "Claude (AI): Heat", "Claude (AI): Done."]


def test_of_a_question_that_was_asked_anew_the_last_wording_is_read() -> None:
    root = message("0", "human", "Hello.")
    first = [after("0", "a", "human", "How?"), after("a", "b", "assistant", "So.")]
    anew = [after("0", "c", "human", "Why?"), after("c", "d", "assistant", "Because.")]
    (reading,) = read(as_json([conversation(root, *first, *anew)]))
    assert lines(reading) == ["You: Hello.", "You: Why?", "Claude (AI): Because."]


def test_a_later_export_keeps_parts_and_ids() -> None:
    before = names(*read(as_json([conversation(ASKED)])))
    after = names(*read(as_json([conversation(ASKED, uuid="3333-4444"), conversation(ASKED, ANSWERED)])))
    assert list(after) == ["3333-4444", "1111-2222"] and before["1111-2222"] < after["1111-2222"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(as_json([conversation(ASKED)])[:-9], "broken or cut off", id="cut off"),
        pytest.param(as_json([conversation()]), "no words", id="nothing said"),
        pytest.param(zipped({"conversations.json": as_json([{"a": 1}])}), "no words", id="something else in a ZIP"),
    ],
)
def test_what_can_t_be_read_says_why(data: bytes, words: str) -> None:
    assert words in refused(data)


def test_without_a_title_it_is_named_by_its_first_words() -> None:
    (reading,) = read(as_json([conversation(ASKED, name="")]))
    assert reading.title == "How hot was it?" and reading.named_by_words


def test_wrong_types_are_passed_over() -> None:
    odd = {"uuid": 4, "sender": None, "content": [5, {"type": "text", "text": 6}], "attachments": {}, "files": [1]}
    assert lines(*read(as_json([conversation(odd, 7, ASKED), None]))) == ["You: How hot was it?"]


def test_the_list_of_owners_is_no_source() -> None:
    assert aside(USERS) == "names the owner of an export of conversations"

"""ChatGPT: the branch that was on the screen last, and who of the two says what."""

import json

import pytest
from exports import as_json, aside, lines, names, read, refused, zipped

NOON = 1714564800.0
"""1 May 2024, 12:00 UTC."""


def node(id_: str, parent: str, role: str, content: object, **more: object) -> dict[str, object]:
    given = content if isinstance(content, dict) else {"content_type": "text", "parts": [content]}
    message = {"id": id_, "author": {"role": role}, "create_time": NOON, "content": given, "recipient": "all", **more}
    return {"id": id_, "message": message, "parent": parent, "children": []}


def conversation(*nodes: dict[str, object], **more: object) -> dict[str, object]:
    root = {"id": "root", "message": None, "parent": None, "children": []}
    mapping = {str(one["id"]): one for one in (root, *nodes)}
    about = {"title": "On reefs", "create_time": NOON, "current_node": nodes[-1]["id"] if nodes else "root"}
    return {**about, "mapping": mapping, "conversation_id": "6632-aaaa-bbbb", **more}


GPT = {"metadata": {"model_slug": "gpt-4o"}}
ASKED = node("a", "root", "user", "How hot was it?")
FIRST_TRY = node("b", "a", "assistant", "Very **cold**.", **GPT)
ANSWERED = node("c", "a", "assistant", "# Heat\n\nVery **hot**.", **GPT)


def test_the_last_branch_is_read_and_an_ai_is_named_as_one() -> None:
    (reading,) = read(as_json([conversation(ASKED, FIRST_TRY, ANSWERED)]))
    assert lines(reading) == ["You: How hot was it?", "ChatGPT (gpt-4o): Heat", "ChatGPT (gpt-4o): Very hot."]
    assert (reading.kind, reading.genre, reading.title) == ("conversation", "conversation with an AI", "On reefs")
    assert (reading.part, reading.url) == ("6632-aaaa-bbbb", "https://chatgpt.com/c/6632-aaaa-bbbb")
    assert (reading.published, reading.blocks[0].place.when) == ("2024-05-01", "2024-05-01 12:00")


@pytest.mark.parametrize(
    ("hidden", "why"),
    [
        (node("x", "a", "system", "You are a helpful assistant."), "the system"),
        (node("x", "a", "tool", "results"), "a tool"),
        (node("x", "a", "assistant", "search('reef')", recipient="browser"), "an order to a tool"),
        (node("x", "a", "assistant", {"content_type": "thoughts", "thoughts": [{"content": "hm"}]}), "thinking"),
        (node("x", "a", "user", {"content_type": "user_editable_context", "user_profile": "I dive."}), "a profile"),
        (node("x", "a", "user", "unseen", metadata={"is_visually_hidden_from_conversation": True}), "hidden"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_was_on_no_screen_is_dropped(hidden: dict[str, object], why: str) -> None:
    answer = {**ANSWERED, "parent": "x"}
    assert lines(*read(as_json([conversation(ASKED, hidden, answer)]))) == lines(
        *read(as_json([conversation(ASKED, ANSWERED)]))
    ), why


def test_spoken_words_are_kept_and_pictures_are_not() -> None:
    parts = [{"content_type": "image_asset_pointer"}, {"content_type": "audio_transcription", "text": "hello"}, "What?"]
    asked = node("a", "root", "user", {"content_type": "multimodal_text", "parts": parts})
    assert lines(*read(as_json([conversation(asked)]))) == ["You: hello", "You: What?"]


def test_what_was_written_on_the_canvas_is_a_listing() -> None:
    program = json.dumps({"name": "heat", "type": "code/python", "content": "print(1)\n"})
    canvas = node("b", "a", "assistant", {"content_type": "code", "text": program}, recipient="canmore.create_textdoc")
    (reading,) = read(as_json([conversation(ASKED, canvas)]))
    assert (reading.blocks[1].kind, reading.blocks[1].markdown) == ("code", "```python\nprint(1)\n```")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        pytest.param("Hot. \ue200cite\ue202turn0search1\ue201", "Hot.", id="a source"),
        pytest.param("Hot.【12†source】", "Hot.", id="an old source"),
        pytest.param('In \ue200entity\ue202["city","Paris"]\ue201 too.', "In Paris too.", id="a name"),
    ],
)
def test_marks_are_shown_as_on_the_screen(given: str, shown: str) -> None:
    assert lines(*read(as_json([conversation(node("a", "root", "assistant", given))]))) == [f"ChatGPT (AI): {shown}"]


def test_a_source_is_shown_as_the_link_that_the_screen_has() -> None:
    mark = "\ue200cite\ue202turn0search1\ue201"
    about = {"content_references": [{"matched_text": mark, "alt": "([NOAA](https://noaa.gov/heat))"}]}
    (reading,) = read(as_json([conversation(node("a", "root", "assistant", f"Hot {mark}.", metadata=about))]))
    assert reading.blocks[0].text == "Hot (NOAA)."


def test_a_zip_file_a_single_conversation_and_an_export_in_pieces_are_read() -> None:
    whole = as_json([conversation(ASKED, ANSWERED)])
    more = as_json([conversation(ASKED, conversation_id="7777-cccc")])
    packed = zipped({"conversations-000.json": whole, "conversations-001.json": more, "chat.html": b"<html>"})
    assert list(names(*read(packed))) == ["6632-aaaa-bbbb", "7777-cccc"]
    assert names(*read(as_json(conversation(ASKED, ANSWERED)))) == names(*read(whole))


def test_a_later_export_keeps_parts_and_ids() -> None:
    more = node("d", "c", "user", "Thank you.")
    before = names(*read(as_json([conversation(ASKED, ANSWERED)])))
    after = names(
        *read(as_json([conversation(ASKED, conversation_id="new-new-new"), conversation(ASKED, ANSWERED, more)]))
    )
    assert before["6632-aaaa-bbbb"] < after["6632-aaaa-bbbb"]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(as_json([conversation(ASKED)])[:-9], "broken or cut off", id="cut off"),
        pytest.param(as_json([conversation()]), "no words", id="nothing said"),
        pytest.param(as_json([conversation(ASKED)])[:-1] + b"[" * 100_000, "broken or cut off", id="deeply nested"),
        pytest.param(zipped({"conversations.json": as_json([conversation(ASKED)])})[:-30], "broken", id="cut off ZIP"),
    ],
)
def test_what_can_t_be_read_says_why(data: bytes, words: str) -> None:
    assert words in refused(data)


def test_an_export_that_swells_is_refused() -> None:
    assert "two hundred times" in refused(zipped({"conversations.json": b" " * 30_000_000}))


def test_circles_and_wrong_types_do_no_harm() -> None:
    circle = [{**ASKED, "parent": "c"}, ANSWERED]
    assert len(lines(*read(as_json([conversation(*circle)])))) == 3
    odd = node("x", "a", "assistant", {"content_type": "text", "parts": 7}, metadata=[], create_time="soon")
    assert lines(*read(as_json([conversation(ASKED, odd), None, 5]))) == ["You: How hot was it?"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"<html><head><title>ChatGPT Data Export</title></head></html>", id="its page"),
        pytest.param(as_json({"id": "user-1", "email": "a@b.c", "chatgpt_plus_user": True}), id="its owner"),
        pytest.param(as_json([{"id": "1", "conversation_id": "2", "rating": "thumbs_up"}]), id="ratings"),
        pytest.param(as_json([{"id": "1", "conversation_id": "2", "is_anonymous": True}]), id="shared ones"),
    ],
)
def test_what_else_lies_in_an_export_is_no_source(data: bytes) -> None:
    assert aside(data)

"""Discord, as DiscordChatExporter writes a channel: who answers whom, and each message once."""

import pytest
from exports import as_json, lines, names, read, refused

ANN = {"id": "5", "name": "ann", "nickname": "Ann Lee", "isBot": False}
BOB = {"id": "7", "name": "bob", "nickname": None, "isBot": False}


def message(id_: str, author: dict[str, object], content: str, **more: object) -> dict[str, object]:
    at = f"2018-05-{int(id_):02}T18:09:44.209+02:00"
    return {"id": id_, "type": "Default", "timestamp": at, "author": author, "content": content, **more}


def channel(*messages: object) -> bytes:
    about = {"guild": {"id": "1", "name": "Demo"}, "channel": {"id": "2", "name": "general"}, "dateRange": {}}
    return as_json({**about, "messages": messages, "messageCount": len(messages)})


def said(content: str, **more: object) -> tuple[str, str]:
    (reading,) = read(channel(message("10", ANN, content, **more)))
    return reading.blocks[0].text, reading.blocks[0].markdown


QUESTION = message("10", ANN, "hello **all**")
ANSWER = message("11", BOB, "hi", type="Reply", reference={"messageId": "10"})


def test_a_reply_says_whom_it_answers() -> None:
    (reading,) = read(channel(QUESTION, ANSWER, message("12", BOB, "Pinned a message.", type="ChannelPinnedMessage")))
    assert lines(reading) == ["Ann Lee: hello all", "bob to Ann Lee: hi"]
    assert (reading.kind, reading.title, reading.part) == ("chat", "#general on Demo, May 2018", "2018-05")
    assert reading.blocks[0].place.when == "2018-05-10 16:09"


def test_of_a_message_that_comes_twice_the_last_edit_is_kept() -> None:
    again = {**QUESTION, "content": "hello everybody", "timestampEdited": "2018-05-10T20:00:00+00:00"}
    assert lines(*read(channel(again, QUESTION, ANSWER))) == ["Ann Lee: hello everybody", "bob to Ann Lee: hi"]


def test_a_later_export_keeps_parts_and_ids() -> None:
    june = {**message("12", ANN, "June at last"), "timestamp": "2018-06-01T10:00:00+00:00"}
    before, after = names(*read(channel(QUESTION))), names(*read(channel(QUESTION, ANSWER, june)))
    assert list(after) == ["2018-05", "2018-06"] and before["2018-05"] < after["2018-05"]


def test_files_and_cards_are_links_without_signatures() -> None:
    file = {"fileName": "u.png", "url": "https://cdn.discordapp.com/1/u.png?ex=1&hm=2"}
    card = {"title": "The plan", "url": "https://a.org/plan", "description": "Long words of another page."}
    (reading,) = read(channel(message("10", ANN, "look", attachments=[file], embeds=[card])))
    shown = ["look", "[u.png](https://cdn.discordapp.com/1/u.png)", "[The plan](https://a.org/plan)"]
    assert [block.markdown for block in reading.blocks] == shown


def test_of_a_program_that_sends_only_cards_their_words_are_read() -> None:
    bot = {"id": "9", "name": "CI", "isBot": True}
    card = {"title": "Build 7", "description": "It *passed*.", "fields": [{"name": "Time", "value": "3 min"}]}
    spoken = ["CI (bot): Build 7", "CI (bot): It passed.", "CI (bot): Time: 3 min"]
    assert lines(*read(channel(message("10", bot, "", embeds=[card])))) == spoken


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param("**a** *b* __c__ ~~d~~ ||e||", "a b c d e", id="emphasis"),
        pytest.param("# Plan", "Plan", id="heading"),
        pytest.param("a <div> tag", "a <div> tag", id="what is a tag elsewhere"),
        pytest.param("<:wave:123> <@5> <#2>", ":wave: @Ann Lee #2", id="ids"),
        pytest.param("[the plan](https://a.org)", "the plan", id="link"),
        pytest.param("snake_case and 2*3*4", "snake_case and 2*3*4", id="no emphasis"),
        pytest.param("```py\nx = 1\n```", "x = 1", id="listing"),
        pytest.param("``` never closed", "``` never closed", id="no listing"),
    ],
)
def test_words_are_those_that_readers_see(typed: str, text: str) -> None:
    assert said(typed, mentions=[ANN])[0] == text


def test_a_listing_keeps_its_language() -> None:
    assert said("```py\nx = 1\n```")[1] == "```py\nx = 1\n```"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(channel(QUESTION)[:-9], "broken or cut off", id="cut off"),
        pytest.param(channel(), "no words", id="no messages"),
        pytest.param(channel(QUESTION)[:-25] + b"[" * 100_000, "broken or cut off", id="deeply nested"),
    ],
)
def test_what_can_t_be_read_says_why(data: bytes, words: str) -> None:
    assert words in refused(data)


def test_wrong_types_are_passed_over() -> None:
    odd = {"id": 3, "timestamp": 5, "author": "x", "content": ["y"], "attachments": "z", "embeds": [None, 4]}
    assert lines(*read(channel(odd, None, QUESTION, {**QUESTION, "id": "13", "reference": 4}))) == [
        "Ann Lee: hello all",
        "Ann Lee: hello all",
    ]

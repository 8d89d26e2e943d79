"""What is taken for an export, and what is left to its neighbours; and exports made to do harm."""

import time

import pytest
from exports import as_json, read, zipped

from kb.readers.formats import assistant, chat

SLACK = as_json([{"type": "message", "ts": "1704189600.000100", "user": "U1", "text": "hi"}])
DISCORD = as_json({"guild": {}, "channel": {}, "dateRange": {}, "messages": []})
TELEGRAM = as_json({"name": "A", "type": "personal_chat", "id": 7, "messages": []})
WHATSAPP = b"1/22/23, 6:30 PM - Ann: a\n1/22/23, 6:31 PM - Bob: b\n"
CHATGPT = as_json([{"title": "A", "create_time": 1, "mapping": {}, "current_node": "x"}])
CLAUDE = as_json([{"uuid": "a", "name": "A", "chat_messages": []}])


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        pytest.param(SLACK, "chat", id="Slack"),
        pytest.param(DISCORD, "chat", id="Discord"),
        pytest.param(TELEGRAM, "chat", id="Telegram"),
        pytest.param(WHATSAPP, "chat", id="WhatsApp"),
        pytest.param(zipped({"WhatsApp Chat with Ann.txt": WHATSAPP}), "chat", id="WhatsApp in a ZIP file"),
        pytest.param(CHATGPT, "conversation", id="ChatGPT"),
        pytest.param(CLAUDE, "conversation", id="Claude"),
        pytest.param(zipped({"word/document.xml": b"<w/>", "users.json": b"[]"}), "", id="Word document"),
        pytest.param(zipped({"mimetype": b"application/epub+zip"}), "", id="book"),
        pytest.param(as_json({"cells": [], "nbformat": 4, "metadata": {}}), "", id="notebook"),
        pytest.param(as_json([{"kind": "Listing", "data": {"children": []}}]), "", id="Reddit"),
        pytest.param(as_json({"text": "a", "segments": [{"start": 0, "text": "a"}]}), "", id="Whisper"),
        pytest.param(as_json([{"type": "message", "text": "no time"}]), "", id="other messages"),
        pytest.param(as_json([{"id": "U1", "name": "a table"}]), "", id="other lists"),
        pytest.param(b'window.YTD.tweets.part0 = [{"tweet": {}}]', "", id="X"),
        pytest.param(b"[Music]\n[Applause]\n", "", id="captions"),
        pytest.param(b"Ann: hi\nBob: hello\n", "", id="transcript"),
        pytest.param(b"", "", id="nothing"),
    ],
)
def test_the_content_decides(data: bytes, taken: str) -> None:
    found = [one.kind for one in (assistant, chat) if one.recognise("export", data)]
    assert found == ([taken] if taken else [])


HARM = [
    "*a ",
    "_a",
    "`",
    "<",
    "<a",
    "[a](",
    "~~||",
    "** __a ",
    "```",
    "> ",
    " \t",
    "<antThinking>",
    "<antArtifact >",
    "\ue200",
]


@pytest.mark.parametrize("piece", HARM)
def test_no_message_takes_long(piece: str) -> None:
    text = f"start {piece * (60_000 // len(piece))}"
    slack = as_json([{"type": "message", "ts": "1704189600.000100", "user": "U1", "text": text}])
    answer = {"uuid": "m", "sender": "assistant", "content": [{"type": "text", "text": text}]}
    claude = as_json([{"uuid": "a", "name": "A", "chat_messages": [answer]}])
    author = {"id": "5", "name": "ann"}
    message = {"id": "1", "timestamp": "2018-05-20T16:09:44+00:00", "author": author, "content": text}
    discord = as_json({"guild": {}, "channel": {}, "dateRange": {}, "messages": [message]})
    start = time.process_time()
    for data in (slack, claude, discord, WHATSAPP + f"1/22/23, 6:32 PM - Bob: {text}\n".encode()):
        assert read(data)
    assert time.process_time() - start < 30

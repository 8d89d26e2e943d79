"""Captions as JSON and XML: the same talk in every shape."""

import pytest

from kb.readers.formats import timed_xml, youtube_json
from readers.formats.talks import packed, read, refused, turns

TALK = [(0.5, "", "Is the gate open?"), (3.0, "", "No, it's shut & locked.")]


def json3(*more: dict[str, object], **about: object) -> bytes:
    """Events as YouTube writes them: the first only sets up a window, an appended one breaks the line."""
    window = {"tStartMs": 0, "dDurationMs": 9000, "id": 1, "wpWinPosId": 1}
    first = {"tStartMs": 500, "segs": [{"utf8": ">> Is the"}, {"utf8": " gate", "tOffsetMs": 90}, {"utf8": " open?"}]}
    broken = {"tStartMs": 2900, "aAppend": 1, "segs": [{"utf8": "\n"}]}
    second = {"tStartMs": "3000", "segs": [{"utf8": ">> No, it's shut\n& locked."}]}
    return packed({"wireMagic": "pb3", "pens": [{}], "events": [window, first, broken, second, *more], **about})


def listed(unit: int, start: str = "start") -> list[dict[str, object]]:
    said = ((0.5, "&gt;&gt; Is the gate <i>open?</i>"), (3.0, "&gt;&gt; No, it&#39;s shut\n&amp; locked."))
    return [{"text": text, start: int(at * unit) if unit > 1 else at, "duration": 2 * unit} for at, text in said]


SRV1 = b"""<?xml version="1.0" encoding="utf-8" ?><transcript>
<text start="0.5" dur="2">&amp;gt;&amp;gt; Is the gate open?</text>
<text start="3" dur="2">&amp;gt;&amp;gt; No, it&amp;#39;s shut
&amp;amp; locked.</text></transcript>"""
SRV3 = b"""<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">
<head><ws id="0"/><wp id="0" ap="7"/></head><body>
<w t="0" id="1" wp="1" ws="1"/>
<p t="500" d="2000" w="1"><s ac="0">&gt;&gt; Is</s><s t="90"> the</s><s t="95"> gate open?</s></p>
<p t="2900" d="10" w="1" a="1">
</p><p t="3000" d="2000" w="1">&gt;&gt; No, it&#39;s shut<br/>&amp; locked.</p></body></timedtext>"""
TTML = """<?xml version="1.0" encoding="{0}"?>
<!-- made by hand -->
<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en-GB"
 xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="10">
 <head><styling><style xml:id="s"/></styling></head>
 <body><div>
  <p begin="00:00:00:05" end="00:00:02.500">&gt;&gt; Is the
    <span>gate</span> open?</p>
  <p begin="3s" end="5s">&gt;&gt; No, it's shut<br/>&amp; locked.</p>
 </div></body>
</tt>"""


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(json3(), id="json3"),
        pytest.param(packed(listed(1)), id="youtube-transcript-api"),
        pytest.param(packed(listed(1000, "offset")), id="in milliseconds"),
        pytest.param(packed({"video_id": "a", "language": "English", "snippets": listed(1)}), id="with snippets"),
        pytest.param(SRV1, id="srv1"),
        pytest.param(SRV3, id="srv3"),
        pytest.param(TTML.format("utf-8").encode(), id="TTML"),
        pytest.param(TTML.format("utf-16").encode("utf-16"), id="TTML in UTF-16"),
    ],
)
def test_each_shape_gives_the_same_talk(data: bytes) -> None:
    reading = read("talk.x", data)
    assert [(at, who, text) for at, who, text in turns(reading)] == TALK
    assert (reading.kind, reading.title, reading.warnings) == ("captions", "talk", ())


def test_the_agents_of_ttml_are_speakers() -> None:
    agent = '<ttm:agent xml:id="a1" type="person"><ttm:name type="full">Ann Lee</ttm:name></ttm:agent>'
    text = (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"><head><ttm:title>On mills'
        f'</ttm:title>{agent}</head><body ttm:agent="a1"><p begin="1s">Is it?</p></body></tt>'
    )
    reading = read("a.ttml", text.encode())
    assert (turns(reading), reading.title) == ([(1.0, "Ann Lee", "Is it?")], "On mills")


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        pytest.param(b'<?xml version="1.0"?><svg xmlns="a"><text>a</text></svg>', False, id="a picture"),
        pytest.param(b"<html><body><transcript>a</transcript></body></html>", False, id="a page"),
        pytest.param(b"<ttx>a</ttx>", False, id="another element"),
        pytest.param(b"<transcript><text start='1'>a</text></transcript>", True, id="without a declaration"),
    ],
)
def test_only_captions_in_xml_are_taken(data: bytes, taken: bool) -> None:
    assert (timed_xml.recognise("a.xml", data) is not None) == taken


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'{"messages": [{"text": "a", "duration": 3, "start": 1}]}', id="a chat"),
        pytest.param(b'[{"name": "a", "start": "2024", "duration": 1}]', id="a calendar"),
        pytest.param(b'{"events": [{"name": "a"}], "tStartMs": 1}', id="other events"),
        pytest.param(packed({"segments": [{"start": 1.0, "end": 2.0, "text": "a"}], "duration": 2.0}), id="Whisper"),
        pytest.param(b'["text", "start", "duration"]', id="a list of words"),
    ],
)
def test_other_json_is_not_taken(data: bytes) -> None:
    assert youtube_json.recognise("a.json", data) is None


BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><transcript><text start="1">&b;</text></transcript>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(json3()[:-40], "broken or cut off", id="json3 cut off"),
        pytest.param(b'{"wireMagic": "pb3", "events": ' + b"[" * 200_000, "broken", id="json3 too deep"),
        pytest.param(SRV3[:-40], "broken or cut off", id="XML cut off"),
        pytest.param(BOMB, "broken", id="entities that grow"),
        pytest.param(b"<transcript></transcript>", "no words", id="no words"),
    ],
)
def test_a_file_that_can_t_be_read_says_why(data: bytes, words: str) -> None:
    assert words in getattr(refused("a.x", data), "message", "")


def test_deep_xml_is_read_or_refused_in_time() -> None:
    deep = b"<transcript>" + b"<p>" * 100_000 + b"<text start='1'>a</text>" + b"</p>" * 100_000 + b"</transcript>"
    assert [text for _, _, text in turns(read("a.xml", deep))] == ["a"]


def test_values_of_the_wrong_type_cost_nothing_but_themselves() -> None:
    odd: list[dict[str, object]] = [
        {"tStartMs": None, "segs": 7},
        {"tStartMs": [], "segs": [None, {"utf8": 3}]},
        {"tStartMs": -4, "segs": [{"utf8": "Then open it."}]},
    ]
    assert turns(read("a.json3", json3(*odd)))[1:] == [(3.0, "", "No, it's shut & locked. Then open it.")]


def test_a_longer_recording_keeps_the_ids_of_what_it_said_before() -> None:
    more = {"tStartMs": 9000, "segs": [{"utf8": ">> Then open it."}]}
    assert read("a.json3", json3(more)).blocks[:2] == read("a.json3", json3()).blocks


def test_invisible_characters_go_with_a_warning() -> None:
    reading = read("a.json3", json3({"tStartMs": 9000, "segs": [{"utf8": ">> Op\u200ben it."}]}))
    assert reading.blocks[-1].text == "Open it." and "1 invisible characters removed" in reading.warnings[0]


def test_a_kind_that_is_chosen_by_hand_is_that_of_the_text() -> None:
    text = b"WEBVTT\n\n00:01.000 --> 00:02.000\nIs it?\n"
    assert turns(read("a.vtt", text, kind="captions")) == [(1.0, "", "Is it?")]
    assert read("a.json3", json3(), kind="captions").kind == "captions"

"""No file takes more than linear time, however odd."""

import time

import pytest

from kb import readers
from kb.readers.reader import Overrides

WORDS = "so the province told the makers to go ahead, and they did. "


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(WORDS * 5000, id="one long line"),
        pytest.param("x" * 300_000, id="one long word"),
        pytest.param("中文" * 100_000, id="one long line of Chinese"),
        pytest.param(". " * 50_000, id="full stops"),
        pytest.param("# a\n" + "*a " * 30_000, id="stars"),
        pytest.param("# a\n" + "[" * 100_000, id="brackets"),
        pytest.param("# a\n" + "```a\n" * 20_000, id="fences that nothing closes"),
        pytest.param("# a\n" + "- x\n" * 20_000, id="a long list"),
        pytest.param("a: " * 30_000, id="colons"),
        pytest.param("@ab · 2h\n" * 10_000, id="signatures"),
        pytest.param("0:01 " * 30_000, id="times"),
        pytest.param("10:01:23 From a to b to c " * 10_000, id="a message to many"),
        pytest.param("10:01:23 From a to b: x\n" * 10_000, id="messages"),
        pytest.param("0:01\n" + 'Reacted to "' * 20_000 + "\n0:02\n0:03\n", id="reactions"),
        pytest.param("[Script Info]\n" + "Dialogue: 0,0:00:01,0,a,b,0,0,0,," + "{\\p1" * 50_000, id="drawings"),
        pytest.param("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v a" * 50_000, id="voices"),
        pytest.param("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "a >> " * 50_000, id="arrows"),
        pytest.param('{"segments": [{' * 20_000, id="segments of segments"),
        pytest.param('{"wireMagic": "pb3", "events": [' + '{"tStartMs": 1, "segs": [{"utf8": "a"}]}' * 900, id="cut"),
        pytest.param("<?xml version='1.0'?>" + "<!-- " * 50_000 + "<tt ", id="comments"),
        pytest.param("1\n00:01.000 --> 00:02.000\n" * 10_000, id="empty cues"),
        pytest.param("---\n" + "a: [" * 20_000 + "\n---\ntext", id="deep front matter"),
        pytest.param("---\n" * 30_000 + "text", id="rules"),
    ],
)
def test_odd_files_are_read_in_linear_time(text: str) -> None:
    started = time.process_time()
    readers.read("a.md", text.encode(), Overrides())
    assert time.process_time() - started < 15

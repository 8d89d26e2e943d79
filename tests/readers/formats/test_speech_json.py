"""What programs write of what they heard."""

import json

import pytest

from kb.readers.formats import speech_json
from readers.formats.talks import packed, read, refused, turns

SENTENCES = ("Is the gate open?", "No, it is shut.")


def segments(*extra: dict[str, object]) -> list[dict[str, object]]:
    """Two of Whisper's segments, with more fields."""
    times = zip(SENTENCES, (0.5, 3.0), extra or ({}, {}), strict=True)
    return [
        {"id": at, "start": start, "end": start + 2, "text": f" {text}", **more}
        for at, (text, start, more) in enumerate(times)
    ]


def words(key: str, *, unit: int = 1, **speakers: str) -> list[dict[str, object]]:
    """The talk word by word."""
    starts = (0.5, 3.0)
    return [
        {key: word, "start": (start + at / 4) * unit, **{name: int(value[turn]) for name, value in speakers.items()}}
        for turn, (sentence, start) in enumerate(zip(SENTENCES, starts, strict=True))
        for at, word in enumerate(sentence.split())
    ]


def utterances(key: str, unit: int, *voices: object) -> list[dict[str, object]]:
    return [
        {key: text, "start": int(start * unit) if unit > 1 else start, "speaker": voice}
        for text, start, voice in zip(SENTENCES, (0.5, 3.0), voices, strict=True)
    ]


def aws(**results: object) -> bytes:
    items: list[dict[str, object]] = []
    for sentence, start in zip(SENTENCES, (0.5, 3.0), strict=True):
        for at, word in enumerate(sentence.split()):
            bare = word.rstrip(".,?")
            items.append(
                {"start_time": str(start + at / 4), "alternatives": [{"content": bare}], "type": "pronunciation"}
            )
            if bare != word:
                items.append({"alternatives": [{"content": word[-1]}], "type": "punctuation"})
    return packed(
        {"jobName": "a", "results": {"transcripts": [{"transcript": " ".join(SENTENCES)}], "items": items, **results}}
    )


def labels(*voices: str) -> dict[str, object]:
    items = [[str(start + at / 4) for at in range(4)] for start in (0.5, 3.0)]
    return {
        "segments": [
            {"speaker_label": voice, "items": [{"start_time": at, "speaker_label": voice} for at in times]}
            for voice, times in zip(voices, items, strict=True)
        ]
    }


def google(*results: object, **more: object) -> bytes:
    return packed({"results": [{"alternatives": [one]} for one in results], **more})


def tagged() -> list[dict[str, object]]:
    return [
        {"word": one["w"], "startTime": f"{one['start']}s", "speakerTag": one["tag"]} for one in words("w", tag="12")
    ]


def deepgram(best: dict[str, object], **results: object) -> bytes:
    return packed({"metadata": {"channels": 1}, "results": {"channels": [{"alternatives": [best]}], **results}})


PARAGRAPHS = [
    {"speaker": at, "sentences": [{"text": text, "start": start, "end": start + 2}]}
    for at, (text, start) in enumerate(zip(SENTENCES, (0.5, 3.0), strict=True))
]
BY_NOBODY = ("", "")


@pytest.mark.parametrize(
    ("data", "voices"),
    [
        pytest.param(packed({"text": "…", "segments": segments(), "language": "en"}), BY_NOBODY, id="Whisper"),
        pytest.param(
            packed({"segments": segments({"speaker": "SPEAKER_00"}, {"speaker": "SPEAKER_01"}), "word_segments": []}),
            ("Speaker 00", "Speaker 01"),
            id="whisperX",
        ),
        pytest.param(
            packed(
                {
                    "version": "1.0.0",
                    "segments": [
                        {"speaker": "Ann Lee", "startTime": 0.5, "body": SENTENCES[0]},
                        {"speaker": "Bo Ray", "startTime": 3.0, "body": SENTENCES[1]},
                    ],
                }
            ),
            ("Ann Lee", "Bo Ray"),
            id="a podcast's transcript",
        ),
        pytest.param(
            packed(segments({"speaker": "A"}, {"speaker": "B"})), ("Speaker A", "Speaker B"), id="a bare list"
        ),
        pytest.param(
            packed(
                {
                    "result": {"language": "en"},
                    "transcription": [
                        {"offsets": {"from": 500, "to": 1000}, "text": f" {SENTENCES[0]}"},
                        {"offsets": {"from": 3000, "to": 4000}, "text": f" {SENTENCES[1]}"},
                    ],
                }
            ),
            BY_NOBODY,
            id="whisper.cpp",
        ),
        pytest.param(
            packed(
                {
                    "text": "…",
                    "chunks": [
                        {"timestamp": [0.5, 2.0], "text": f" {SENTENCES[0]}"},
                        {"timestamp": [3.0, None], "text": SENTENCES[1]},
                    ],
                }
            ),
            BY_NOBODY,
            id="Transformers",
        ),
        pytest.param(
            deepgram({"transcript": "…"}, utterances=utterances("transcript", 1, 0, 1)),
            ("Speaker 0", "Speaker 1"),
            id="Deepgram's utterances",
        ),
        pytest.param(
            deepgram({"transcript": "…", "paragraphs": {"paragraphs": PARAGRAPHS}}),
            ("Speaker 0", "Speaker 1"),
            id="Deepgram's paragraphs",
        ),
        pytest.param(
            deepgram({"transcript": "…", "words": words("punctuated_word", speaker="01")}),
            ("Speaker 0", "Speaker 1"),
            id="Deepgram's words",
        ),
        pytest.param(
            packed({"audio_url": "a", "text": "…", "utterances": utterances("text", 1000, "A", "B")}),
            ("Speaker A", "Speaker B"),
            id="AssemblyAI's utterances",
        ),
        pytest.param(
            packed({"audio_url": "a", "text": "…", "utterances": None, "words": words("text", unit=1000)}),
            BY_NOBODY,
            id="AssemblyAI's words",
        ),
        pytest.param(aws(speaker_labels=labels("spk_0", "spk_1")), ("Speaker 0", "Speaker 1"), id="AWS with speakers"),
        pytest.param(aws(), BY_NOBODY, id="AWS without speakers"),
        pytest.param(
            google({"transcript": " ".join(SENTENCES), "words": []}, {"words": tagged(), "transcript": ""}),
            ("Speaker 1", "Speaker 2"),
            id="Google, which says all words again",
        ),
    ],
)
def test_each_shape_gives_the_same_talk(data: bytes, voices: tuple[str, str]) -> None:
    reading = read("talk.json", data)
    both = [(0.5, voices[0], SENTENCES[0]), (3.0, voices[1], SENTENCES[1])]
    assert turns(reading) == (both if any(voices) else [(0.5, "", " ".join(SENTENCES))])
    assert (reading.kind, reading.title, reading.warnings) == ("transcript", "talk", ())


def test_without_speakers_google_tells_when_a_result_begins() -> None:
    first = {"transcript": "Is the gate open?", "words": [{"startTime": {"nanos": 500000000}, "word": "Is"}]}
    assert turns(read("a.json", google(first, {"transcript": " No."}))) == [(0.5, "", "Is the gate open? No.")]


def test_what_was_no_speech_is_left_out_with_a_warning() -> None:
    reading = read("a.json", packed({"segments": segments({}, {"no_speech_prob": 0.9, "avg_logprob": -1.5})}))
    assert [block.text for block in reading.blocks] == [SENTENCES[0]]
    assert reading.warnings == ("segments left out in which there was probably no speech: 1",)


def loop(text: str, times: int, ratio: float = 1.0) -> bytes:
    said = [{"start": at * 30.0, "end": at * 30.0 + 2, "text": text, "compression_ratio": ratio} for at in range(times)]
    return packed({"segments": [*said, {"start": 900.0, "end": 901.0, "text": "And then."}]})


@pytest.mark.parametrize(
    ("data", "times"),
    [
        pytest.param(loop("Thanks for watching.", 5), 1, id="a sentence five times"),
        pytest.param(loop("Thanks for watching.", 2), 2, id="twice is said twice"),
        pytest.param(loop("No.", 3), 3, id="one word three times may be said"),
        pytest.param(loop("No.", 3, 2.8), 1, id="one word that the program calls too alike"),
        pytest.param(loop("No.", 12), 1, id="one word a dozen times"),
    ],
)
def test_what_only_repeats_itself_is_heard_once(data: bytes, times: int) -> None:
    reading = read("a.json", data)
    words = " ".join(block.text for block in reading.blocks)
    assert words.count("Thanks") + words.count("No.") == times and words.endswith("And then.")
    assert bool(reading.warnings) == (times == 1)


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        pytest.param({"language": "de"}, "de", id="Whisper"),
        pytest.param({"language_code": "en_us"}, "en", id="AssemblyAI"),
        pytest.param({"language": "english"}, "en", id="a name in words, so that the text decides"),
    ],
)
def test_the_language_is_what_the_program_heard(language: dict[str, object], tag: str) -> None:
    talk = [{"start": 0.0, "end": 2.0, "text": "Is the gate of the mill open today? It was shut when we came by."}]
    assert read("a.json", packed({"segments": talk, **language})).language == tag


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'{"messages": [{"text": "hi", "start": 1}]}', id="a chat"),
        pytest.param(b'{"results": [{"title": "a", "transcript": "b"}]}', id="results of a search"),
        pytest.param(b'{"segments": ["a", "b"], "text": "c"}', id="other segments"),
        pytest.param(b'{"note": "\\"segments\\": [{\\"start\\": 1, \\"text\\": \\"a\\"}]"}', id="JSON in a string"),
        pytest.param(b'"segments": [{"start": 1.0, "text": "a"}]', id="no JSON"),
        pytest.param(b'[{"start": "2024-01-02", "text": "a"}]', id="a calendar"),
        pytest.param(b'{"cells": [], "nbformat": 4}', id="a notebook"),
    ],
)
def test_other_json_is_not_taken(data: bytes) -> None:
    assert speech_json.recognise("a.json", data) is None


HOSTILE: list[object] = [None, 7, "x", [], {}, {"start": [], "text": 7}, {"start": float("inf"), "text": {"a": 1}}]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(packed({"segments": segments()})[:-30], "broken or cut off", id="cut off"),
        pytest.param(b'{"segments": [{"start": 1, "text": "a", "b": ' + b"[" * 200_000, "broken", id="too deep"),
        pytest.param(packed({"segments": [{"start": 1.0, "text": ""}]}), "no words", id="no words"),
    ],
)
def test_a_file_that_can_t_be_read_says_why(data: bytes, words: str) -> None:
    assert words in getattr(refused("a.json", data), "message", "")


def test_values_of_the_wrong_type_cost_nothing_but_themselves() -> None:
    said = {"start": 1.0, "end": 2.0, "text": "Is it?", "speaker": {"name": "Ann"}, "no_speech_prob": "high"}
    data = json.dumps({"segments": [said, *HOSTILE], "language": 7, "words": 3}).encode()
    assert turns(read("a.json", data)) == [(1.0, "", "Is it?")]


def test_what_stays_of_a_recording_that_goes_on_keeps_its_ids() -> None:
    more = [*segments(), {"start": 9.0, "end": 10.0, "text": "Then open it.", "speaker": "C"}]
    with_voices = [{**one, "speaker": voice} for one, voice in zip(more, "ABC", strict=True)]
    shorter, longer = (read("a.json", packed({"segments": with_voices[:end]})).blocks for end in (2, 3))
    assert longer[:2] == shorter

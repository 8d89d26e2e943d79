"""The shapes of JSON that speech recognition gives, each to what was heard: words, when, and whose."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kb.readers import video
from kb.readers.decode import tidy
from kb.readers.loose_json import mapping, mappings, seconds, text

_HEAD = 20_000
_NUMBERED = re.compile(r"(?:spk|speaker|spkr|s)?[ _-]?(\d{1,3}|[A-Z])", re.I)
_FEW_WORDS = 3
_MANY_TIMES = 6


class Segment(NamedTuple):
    """Words that were heard together."""

    text: str
    seconds: float | None = None
    voice: str = ""


class Shape(NamedTuple):
    """What one kind of program writes."""

    maker: str
    key: bytes
    """Stands in it; looked for first, for that takes no time."""
    marks: tuple[bytes, ...]
    """Patterns that are all found in it."""
    heard: Callable[[object, list[str]], Iterable[Segment]]
    """What it holds; what was left out of it is added to the warnings."""
    head: bool = False
    """Whether the marks stand near its beginning."""

    def fits(self, data: bytes) -> bool:
        data = data[:_HEAD] if self.head else data
        return self.key in data and all(re.search(mark, data) for mark in self.marks)


def language_of_speech(found: object) -> str:
    """The primary tag of the language that was recognised, where the file says it."""
    about = mapping(found)
    results = mapping(about.get("results"))
    first = (mappings(results.get("channels")) or mappings(about.get("results")) or [{}])[0]
    said = [about.get("language"), about.get("language_code"), mapping(about.get("result")).get("language")]
    said += [results.get("language_code"), first.get("detected_language"), first.get("languageCode")]
    return next((found for one in said if (found := video.tag(text(one)))), "")


def _named(value: object) -> str:
    """The name of a speaker; a number or a letter alone is that of "Speaker 0"."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"Speaker {value}"
    name = " ".join(tidy(text(value), []).split())[:80]
    numbered = _NUMBERED.fullmatch(name)
    return f"Speaker {numbered[1].upper()}" if numbered else name


def _first(one: Mapping[str, object], *keys: str) -> object:
    return next((one[key] for key in keys if one.get(key) is not None), None)


def _segments(found: object, warnings: list[str]) -> list[Segment]:
    """Of Whisper and all that write like it: what was not speech, and what came again and again, is left out."""
    items = mappings(found) or mappings(mapping(found).get("segments"))
    speech = [one for one in items if not _is_no_speech(one)]
    kept = [*_without_loops(speech)]
    if len(speech) < len(items):
        warnings.append(f"segments left out in which there was probably no speech: {len(items) - len(speech)}")
    if len(kept) < len(speech):
        warnings.append(f"segments left out that only repeat the one before them: {len(speech) - len(kept)}")
    return [
        Segment(_said(one), seconds(_first(one, "start", "startTime", "start_time")), _named(one.get("speaker")))
        for one in kept
    ]


def _said(segment: Mapping[str, object]) -> str:
    return text(_first(segment, "text", "body", "transcript"))


def _is_no_speech(segment: Mapping[str, object]) -> bool:
    silent, sure = segment.get("no_speech_prob"), segment.get("avg_logprob")
    return isinstance(silent, int | float) and isinstance(sure, int | float) and silent > 0.6 and sure < -1


def _without_loops(segments: Sequence[Mapping[str, object]]) -> Iterator[Mapping[str, object]]:
    """The segments; of those that say the same three times on end only the first, unless people may do so."""
    at = 0
    while at < len(segments):
        words = " ".join(_said(segments[at]).split())
        end = at + 1
        while end < len(segments) and " ".join(_said(segments[end]).split()) == words:
            end += 1
        long = end - at >= _MANY_TIMES or len(words.split()) >= _FEW_WORDS or len(words) > 20
        looped = end - at >= 3 and (long or any(map(_is_squeezed, segments[at:end])))
        yield from segments[at : at + 1 if looped else end]
        at = end


def _is_squeezed(segment: Mapping[str, object]) -> bool:
    ratio = segment.get("compression_ratio")
    return isinstance(ratio, int | float) and ratio > 2.4


def _whisper_cpp(found: object, warnings: list[str]) -> list[Segment]:
    items = mappings(mapping(found).get("transcription"))
    plain = [
        {"text": one.get("text"), "start": _milliseconds(mapping(one.get("offsets")).get("from"))} for one in items
    ]
    return _segments(plain, warnings)


def _chunks(found: object, warnings: list[str]) -> list[Segment]:
    """Of Transformers: with speakers where somebody told them apart."""
    about = mapping(found)
    items = mappings(about.get("speakers")) or mappings(about.get("chunks"))
    return _segments([{**one, "start": _from(one.get("timestamp"))} for one in items], warnings)


def _from(pair: object) -> object:
    return pair[0] if isinstance(pair, list) and pair else None


def _milliseconds(value: object) -> float | None:
    return seconds(value, 0.001)


def _deepgram(found: object, warnings: list[str]) -> Iterator[Segment]:
    results = mapping(mapping(found).get("results"))
    utterances = mappings(results.get("utterances"))
    channels = mappings(results.get("channels"))
    for one in utterances:
        yield Segment(text(one.get("transcript")), seconds(one.get("start")), _named(one.get("speaker")))
    for channel in () if utterances else channels:
        best = (mappings(channel.get("alternatives")) or [{}])[0]
        paragraphs = mappings(mapping(best.get("paragraphs")).get("paragraphs"))
        words = mappings(best.get("words"))
        for paragraph in paragraphs:
            for one in mappings(paragraph.get("sentences")):
                yield Segment(text(one.get("text")), seconds(one.get("start")), _named(paragraph.get("speaker")))
        if not paragraphs:
            yield from _sentences(
                Segment(
                    text(_first(one, "punctuated_word", "word")), seconds(one.get("start")), _named(one.get("speaker"))
                )
                for one in words
            )
        if not paragraphs and not words:
            yield Segment(text(best.get("transcript")))


def _assembly(found: object, warnings: list[str]) -> Iterator[Segment]:
    about = mapping(found)
    utterances, words = mappings(about.get("utterances")), mappings(about.get("words"))
    spoken = [
        Segment(text(one.get("text")), _milliseconds(one.get("start")), _named(one.get("speaker")))
        for one in utterances or words
    ]
    yield from spoken if utterances else _sentences(spoken) if words else [Segment(text(about.get("text")))]


def _aws(found: object, warnings: list[str]) -> Iterator[Segment]:
    results = mapping(mapping(found).get("results"))
    voices = {
        text(item.get("start_time")): _named(segment.get("speaker_label"))
        for segment in mappings(mapping(results.get("speaker_labels")).get("segments"))
        for item in mappings(segment.get("items"))
    }
    words: list[Segment] = []
    for item in mappings(results.get("items")):
        word = text((mappings(item.get("alternatives")) or [{}])[0].get("content"))
        start = text(item.get("start_time"))
        if item.get("type") == "punctuation" and words:
            words[-1] = words[-1]._replace(text=words[-1].text + word)
        else:
            voice = _named(item.get("speaker_label")) or voices.get(start, "")
            words.append(Segment(word, seconds(start), voice))
    whole = (Segment(text(one.get("transcript"))) for one in mappings(results.get("transcripts")))
    yield from _sentences(words) if words else whole


def _google(found: object, warnings: list[str]) -> Iterator[Segment]:
    """Where speakers are told apart, the last result holds all words again, each with its speaker."""
    about = mapping(found)
    results = mappings(about.get("results")) or mappings(mapping(about.get("response")).get("results"))
    best = [(mappings(one.get("alternatives")) or [{}])[0] for one in results]
    words = [[*map(_google_word, mappings(one.get("words")))] for one in best]
    if words and words[-1] and all(one.voice for one in words[-1]):
        again = len(words[-1]) >= sum(map(len, words[:-1]))
        yield from _sentences(words[-1] if again else [one for some in words for one in some])
        return
    at: float | None = 0.0
    for one, result, heard in zip(best, results, words, strict=True):
        yield Segment(text(one.get("transcript")), heard[0].seconds if heard else at)
        at = seconds(_first(result, "resultEndTime", "resultEndOffset", "result_end_time"))


def _google_word(one: Mapping[str, object]) -> Segment:
    start = _first(one, "startTime", "startOffset", "start_time", "start_offset")
    tag = _first(one, "speakerTag", "speakerLabel", "speaker_tag", "speaker_label")
    return Segment(text(one.get("word")), seconds(start), _named(tag) if tag != 0 else "")


def _sentences(words: Iterable[Segment]) -> Iterator[Segment]:
    """Single words joined to the sentences of one speaker."""
    run: list[Segment] = []
    for word in words:
        if run and (run[-1].voice != word.voice or run[-1].text.endswith((".", "?", "!", "。"))):
            yield _run(run)
            run = []
        run.append(word)
    if run:
        yield _run(run)


def _run(words: Sequence[Segment]) -> Segment:
    return words[0]._replace(text=" ".join(word.text for word in words if word.text))


_TIMED = rb'"(?:start|startTime|start_time)"\s*:\s*"?[\d.]'
_WORDS = rb'"(?:text|body)"\s*:\s*"'
SHAPES = (
    Shape(
        "Deepgram",
        b'"channels"',
        (rb'"channels"\s*:\s*\[\s*\{', rb'"alternatives"\s*:\s*\[\s*\{', rb'"transcript"\s*:'),
        _deepgram,
    ),
    Shape(
        "AWS Transcribe",
        b'"items"',
        (rb'"items"\s*:\s*\[\s*\{', rb'"alternatives"\s*:\s*\[\s*\{', rb'"content"\s*:'),
        _aws,
    ),
    Shape(
        "AssemblyAI",
        b'"audio_url"',
        (rb'"audio_url"\s*:', rb'"text"\s*:', rb'"(?:utterances|words)"\s*:\s*\['),
        _assembly,
    ),
    Shape(
        "whisper.cpp",
        b'"transcription"',
        (rb'"transcription"\s*:\s*\[\s*\{', rb'"offsets"\s*:\s*\{', rb'"text"\s*:'),
        _whisper_cpp,
    ),
    Shape("Whisper", b'"segments"', (rb'"segments"\s*:\s*\[\s*\{', _TIMED, _WORDS), _segments),
    Shape("Transformers", b'"chunks"', (rb'"chunks"\s*:\s*\[\s*\{', rb'"timestamp"\s*:\s*\[', rb'"text"\s*:'), _chunks),
    Shape(
        "Google", b'"results"', (rb'"results"\s*:\s*\[\s*\{\s*"alternatives"\s*:\s*\[', rb'"transcript"\s*:'), _google
    ),
    Shape(
        "Whisper",
        b'"start"',
        (rb'\A(?:\xef\xbb\xbf)?\s*\[\s*\{[^{}\[\]]{0,4000}"start"', _WORDS, rb'"end"\s*:'),
        _segments,
        True,
    ),
)

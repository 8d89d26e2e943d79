"""What programs wrote of what they heard (Whisper, Deepgram, AWS and others, as JSON) to the turns of a talk."""

from collections.abc import Sequence

from kb.knowledge import Reading
from kb.readers import loose_json, video
from kb.readers.blocks import number
from kb.readers.cues import Cue, Said, spoken
from kb.readers.decode import tidy
from kb.readers.formats.speech_json.shapes import SHAPES, language_of_speech
from kb.readers.paragraphs import fold
from kb.readers.reader import Beside, Unreadable

kind = "transcript"

_BROKEN = Unreadable("holds a transcript in JSON that is broken or cut off", "Export it again.")


def recognise(name: str, data: bytes) -> str | None:
    if not loose_json.opens(data):
        return None
    return next((f"JSON as {shape.maker} writes it" for shape in SHAPES if shape.fits(data)), None)


def read(name: str, data: bytes, beside: Beside) -> Sequence[Reading] | Unreadable:
    found = loose_json.parse(data)
    if found is None:
        return _BROKEN
    warnings: list[str] = []
    shape = next((one for one in SHAPES if one.fits(data)), SHAPES[0])
    heard = shape.heard(found, warnings)
    cues = [Cue(one.seconds, (Said(tidy(fold(one.text), warnings), 1, one.voice),)) for one in heard]
    blocks = number(spoken(cues))
    about = video.about(name, beside)
    told = tuple(dict.fromkeys(warnings))
    return [video.told(Reading(kind, "", "", blocks, language=language_of_speech(found), warnings=told), about)]

"""The bytes of a raw file to its lines of text, with what had to be guessed or dropped; or why there are none."""

import codecs
import re
import unicodedata
from collections import Counter

from kb.readers.binary import binary_kind, markup_kind
from kb.readers.reader import File, Line, Unreadable

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Escape stays: logs are coloured with it, and the colours are taken off afterwards.
_CONTROL_BYTES = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_HIGH_BYTES = bytes(range(128, 256))
_UNDEFINED_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ASCII_CONTROLS = {code: None for code in range(128) if _CONTROLS.match(chr(code))}
_TERMINAL_ORDERS = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\|(?=\n))")
_SILENT = re.compile("[\ufeff\u00ad\ufffe\uffff]")
_HIDDEN = re.compile("[\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb\U000e0000-\U000e01ef]+")
# Joiners have work to do in Arabic, in Indic scripts and in emoji; between Latin letters they only hide.
_JOINERS = re.compile("(?<=[\\x00-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?=[\\x00-\u024f])")
_LOST = "\ufffd"
_SPACES = "\u00a0\u202f\u2007"
_PLAIN = "Convert it to text or markdown and put that file into raw/; this version reads text kinds only."


def decode(name: str, data: bytes) -> File | Unreadable:
    """The file as text. Invisible characters go and are reported; words are never changed."""
    known = binary_kind(data)
    if known:
        return Unreadable(f"is {known}, not text", _PLAIN)
    if not data.strip(b"\x00 \t\r\n\v\f"):
        return Unreadable(
            "is empty" if not data else "holds nothing but white space", "Fill it or remove it from raw/."
        )
    decoded = text_of(data)
    if decoded is None:
        return Unreadable("holds binary data, not text", _PLAIN)
    text, encoding, warnings = decoded
    written_for_machines = markup_kind(text)
    if written_for_machines:
        return Unreadable(f"is {written_for_machines}, which this version does not read", _PLAIN)
    text = tidy(text, warnings)
    if not text.strip():
        return Unreadable("holds nothing but white space", "Fill it or remove it from raw/.")
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))
    return File(name, lines, encoding, tuple(warnings))


def text_of(data: bytes) -> tuple[str, str, list[str]] | None:
    """Text, encoding and warnings; None when the bytes are no text in any encoding."""
    encoding = _marked(data) or _wide(data)
    if encoding:
        return _forgiving(data, encoding)
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    # In a short file one control byte says as much as a hundred in a long one.
    if controls * 50 > len(data) or (controls and len(data) < 200):
        return None
    warnings = [f"{controls} control characters dropped"] if controls else []
    try:
        return data.decode("utf-8"), "utf-8", warnings
    except UnicodeDecodeError:
        text, encoding, guessed = _narrow(data)
        return text, encoding, warnings + guessed


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, known by where its zero bytes stand."""
    sample = data[:4096]
    if b"\x00" not in sample or len(sample) < 4:
        return None
    empty = [sample[at::4].count(0) / len(sample[at::4]) for at in range(4)]
    # Letters of Western scripts have a zero in every byte but one.
    if min(empty[1:]) > 0.9 and empty[0] < 0.1:
        return "utf-32-le"
    if min(empty[:3]) > 0.9 and empty[3] < 0.1:
        return "utf-32-be"
    if min(empty[1], empty[3]) > 0.3 and max(empty[0], empty[2]) < 0.05:
        return "utf-16-le"
    if min(empty[0], empty[2]) > 0.3 and max(empty[1], empty[3]) < 0.05:
        return "utf-16-be"
    return None


def _forgiving(data: bytes, encoding: str) -> tuple[str, str, list[str]] | None:
    """Decoded with a warning for what could not be; None when that is too much."""
    text = data.decode(encoding, "replace")
    lost = text.count(_LOST) - data.count(_LOST.encode())
    junk = len(_CONTROLS.findall(text[:100_000]))
    if lost * 20 > len(text) or junk * 20 > len(text[:100_000]):
        return None
    warnings = [f"{lost} broken characters, shown as {_LOST}"] if lost > 0 else []
    return text, encoding.removesuffix("-sig"), warnings


def _narrow(data: bytes) -> tuple[str, str, list[str]]:
    """Bytes that are not UTF-8: mostly UTF-8 with a wound, else Windows-1252, else the best guess."""
    try:
        text = re.sub("[\ud800-\udfff]", "\ufffd", data.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    else:
        return text, "utf-8", [f"{text.count(_LOST)} broken characters, shown as {_LOST}"]
    lost = text.count(_LOST)
    right = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    if right > 4 * lost:
        return text, "utf-8", [f"{lost} broken characters, shown as {_LOST}"]
    high = len(data) - len(data.translate(None, _HIGH_BYTES))
    undefined = len(data) - len(data.translate(None, _UNDEFINED_IN_CP1252))
    # Asked first, for detectors take Windows-1252 with its curly quotes for a Central European encoding.
    if high * 10 <= len(data) and not undefined:
        return data.decode("cp1252"), "cp1252", []
    guess = _guessed(data) if high >= 64 else None
    encoding = guess or "cp1252"
    return data.decode(encoding, "replace"), encoding, [f"encoding guessed: {encoding}"]


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    sample = data[:50_000]
    sample = sample[: sample.rfind(b"\n") + 1] or sample
    best = from_bytes(sample).best()
    return best.encoding if best else None


def tidy(text: str, warnings: list[str]) -> str:
    """One kind of line end, NFC, and nothing invisible; what went is added to the warnings."""
    for end in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    text = (_TERMINAL_ORDERS.sub("", text) if "\x1b" in text else text).replace("\f", " ").replace("\v", " ")
    if text.isascii():
        return text.translate(_ASCII_CONTROLS)
    text = _CONTROLS.sub("", text)
    for space in _SPACES:
        text = text.replace(space, " ")
    return unicodedata.normalize("NFC", _shown(_SILENT.sub("", text), warnings))


def _shown(text: str, warnings: list[str]) -> str:
    """The text without what no reader can see, and a warning that says what that was."""
    seen, hidden = without_hidden(text)
    if hidden:
        warnings.append(told_of(hidden))
    return seen


def without_hidden(text: str) -> tuple[str, Counter[str]]:
    """The text without what no reader can see, and how often each such character stood in it."""
    joined = "\u200c" in text or "\u200d" in text
    hidden = Counter("".join(_HIDDEN.findall(text)) + ("".join(_JOINERS.findall(text)) if joined else ""))
    return (_JOINERS.sub("", _HIDDEN.sub("", text)) if hidden else text), hidden


def told_of(hidden: Counter[str]) -> str:
    """The warning for characters that were removed."""
    names = sorted({unicodedata.name(char, "unassigned").lower() for char in hidden})
    shown = ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")
    return f"{hidden.total()} invisible characters removed: {shown}"

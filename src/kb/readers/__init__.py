"""The front end: the bytes of a raw file to readings, each with its blocks. One module of this package a format."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from kb.knowledge import Block, Reading
from kb.readers import article, captions, clipping, manual, note, thread, transcript
from kb.readers.decode import decode
from kb.readers.exports import mended
from kb.readers.folders import FOLDERS
from kb.readers.folders.folder import Folder
from kb.readers.formats import FORMATS
from kb.readers.language import language_of
from kb.readers.memo import Found, Known, Sketched, dump, lightened, load, outlined, packed, sketched, unpacked
from kb.readers.posts import proposals
from kb.readers.presentable import presentable
from kb.readers.reader import Aside, Beside, File, Line, Overrides, Reader, Unreadable, alone
from kb.readers.redaction import lines_without_credentials, without_credentials
from kb.readers.titles import Title, title_of

__all__ = [
    "READERS",
    "Found",
    "Known",
    "Sketched",
    "dump",
    "kinds",
    "lightened",
    "lines_of",
    "load",
    "outlined",
    "packed",
    "read",
    "read_folder",
    "sketched",
    "unpacked",
]

READERS: tuple[Reader, ...] = (captions, manual, clipping, note, transcript, thread, article)
"""In the order in which they are asked; the last one takes every text."""

_PASTED = (article.kind, thread.kind)


def read(name: str, data: bytes, overrides: Overrides, beside: Beside = alone) -> Found:
    """What a raw file says, the same for the same bytes in the same company; or why it says nothing."""
    return _redacted(_read(name, data, overrides, beside))


def _read(name: str, data: bytes, overrides: Overrides, beside: Beside) -> Found:
    if overrides.kind and overrides.kind not in kinds():
        return _unknown(overrides.kind)
    packed = _packed(name, data, overrides, beside)
    if packed is not None:
        return packed
    file = decode(name, data)
    if isinstance(file, Unreadable):
        return file
    file = replace(mended(file), beside=beside)
    if note.is_answer(file):
        return Aside("is an answer that kb gave, and no source of it")
    split = overrides.split or ()
    parts = _parts(file, split)
    readings = tuple(reading for part in parts for reading in _readings(part, overrides))
    if not readings:
        return Unreadable("holds no words", "Remove it from raw/.")
    beyond = [str(line) for line in split if line > file.lines[-1].number]
    if beyond:
        warning = f"split at line {', '.join(beyond)}: the file has {file.lines[-1].number} lines"
        readings = (replace(readings[0], warnings=(*readings[0].warnings, warning)), *readings[1:])
    return readings


def lines_of(name: str, data: bytes) -> tuple[Line, ...]:
    """The lines of a raw file, as its reader sees them; none when it is no text."""
    file = decode(name, data)
    return () if isinstance(file, Unreadable) else lines_without_credentials(mended(file).lines)


def kinds() -> frozenset[str]:
    """Every kind of source."""
    names = [*(one.kind for one in READERS), *(one.kind for one in FORMATS), *(one.kind for one in FOLDERS)]
    return frozenset(names)


def may_lack_lines(kind: str) -> bool:
    """Whether files of a kind may have no lines, such as a PDF: all blocks of such a file stand in line 1."""
    return kind in {*(one.kind for one in FORMATS), *(one.kind for one in FOLDERS)}


def read_folder(folder: Folder, name: str, paths: Mapping[str, int], overrides: Overrides, beside: Beside) -> Found:
    """What a folder says that is one thing, such as a repository. `paths` are its files, from the folder itself, and
    their sizes."""
    found = folder.read(name, paths, beside)
    if isinstance(found, Unreadable | Aside):
        return found
    names = {first + slash for first, slash, _ in (path.partition("/") for path in paths)}
    return _redacted(_all_finished(found, name, folder.recognise(names) or "", overrides))


def _redacted(found: Found) -> Found:
    """Every reading of every kind comes through here: what leaves holds no credentials, and names that can be shown."""
    return tuple(without_credentials(presentable(one)) for one in found) if isinstance(found, tuple) else found


def _packed(name: str, data: bytes, overrides: Overrides, beside: Beside) -> Found | None:
    """What a file of a format that is no plain text says; None for one that is."""
    formats = [one for one in FORMATS if overrides.kind in ("", one.kind)]
    recognised = ((one, one.recognise(name, data)) for one in formats)
    one, reason = next((found for found in recognised if found[1] is not None), (None, None))
    # A kind that text has too is chosen for the text, unless the bytes are a format of that kind.
    if overrides.kind and formats and (one or overrides.kind not in {reader.kind for reader in READERS}):
        one, reason = one or formats[0], "chosen by hand"
    if one is None or reason is None:
        return None
    found = one.read(name, data, beside)
    if isinstance(found, Unreadable | Aside):
        return found
    return _all_finished(found, name, reason, overrides)


def _all_finished(found: Sequence[Reading], name: str, reason: str, overrides: Overrides) -> Found:
    whole = tuple(_finished(reading, name, reason, overrides) for reading in found if reading.blocks)
    return whole or Unreadable("holds no words", "Remove it from raw/.")


def _finished(reading: Reading, name: str, reason: str, overrides: Overrides) -> Reading:
    """The reading of a format with what it does not say itself."""
    given = overrides.title or reading.title
    title = Title(given, "text") if given else title_of(reading.blocks, File(name, (), whole=not reading.part))
    words = " ".join(block.text for block in reading.blocks[:60] if block.kind != "code")
    return replace(
        reading,
        reason=reason or reading.reason,
        title=title.text,
        blocks=_below_title(reading.blocks, title.text),
        named_by_file=title.origin == "name",
        named_by_words=title.origin == "opening" or (reading.named_by_words and not overrides.title),
        author=overrides.author or reading.author,
        published=overrides.published or reading.published,
        url=overrides.url or reading.url or overrides.found_at or overrides.fetched,
        captured=overrides.captured or reading.captured,
        language=overrides.language or reading.language or language_of(words),
    )


def _unknown(kind: str) -> Unreadable:
    known = sorted(kinds())
    near = get_close_matches(kind, known, 1, 0.5)
    guess = f"Did you mean {near[0]}? " if near else ""
    return Unreadable(f"is to be read as {kind}, which is no kind", f"{guess}Kinds: {', '.join(known)}.")


def _parts(file: File, split: Sequence[int]) -> list[File]:
    """The file, cut before the lines that a person named."""
    numbers = [line.number for line in file.lines]
    starts = sorted({bisect_left(numbers, line) for line in split if numbers[0] < line <= numbers[-1]})
    if not starts:
        return [file]
    pairs = zip([0, *starts], [*starts, len(file.lines)], strict=True)
    parts = (file.part(file.lines[start:end]) for start, end in pairs)
    return [part for part in parts if any(line.text.strip() for line in part.lines)]


def _readings(file: File, overrides: Overrides) -> Iterator[Reading]:
    reader, reason = _recognised(file, overrides.kind)
    found = [thread.post(file.lines, several=True)] if reader is article and not file.whole else reader.read(file)
    for reading in found:
        if reading.blocks:
            why = reason if file.whole else f"split by {overrides.split_by}: {reason}"
            yield _complete(reading, file, why, overrides)


def _recognised(file: File, kind: str) -> tuple[Reader, str]:
    if kind:
        return next(reader for reader in READERS if reader.kind == kind), "chosen by hand"
    found = ((reader, reader.recognise(file)) for reader in READERS)
    return next((reader, reason) for reader, reason in found if reason is not None)


def _complete(reading: Reading, file: File, reason: str, overrides: Overrides) -> Reading:
    """The reading with what its own format does not say."""
    lines = _lines_of(reading, file)
    part = file.part(lines) if reading.lines[1] else file
    given = overrides.title or reading.title
    title = Title(given, "text") if given else title_of(reading.blocks, part)
    words = " ".join(block.text for block in reading.blocks[:60] if block.kind != "code")
    return replace(
        reading,
        reason=reason,
        title=title.text,
        named_by_file=title.origin == "name",
        named_by_words=title.origin == "opening",
        blocks=_below_title(reading.blocks, title.text),
        lines=(lines[0].number, lines[-1].number) if not part.whole else (1, 0),
        author=overrides.author or reading.author,
        published=overrides.published or reading.published,
        url=overrides.url or reading.url or overrides.found_at or overrides.fetched,
        captured=overrides.captured or reading.captured,
        language=overrides.language or reading.language or language_of(words),
        encoding=file.encoding,
        warnings=(*file.warnings, *reading.warnings),
        proposals=proposals(lines) if overrides.split is None and reading.kind in _PASTED else (),
        cuts=overrides.split if overrides.split_by != "hand" else None,
    )


def _below_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """The page opens with the title: a heading that only says it again is not part of the text."""
    said = blocks[0].kind == "heading" and blocks[0].text in title and len(blocks) > 1
    return blocks[1:] if said else blocks


def _lines_of(reading: Reading, file: File) -> list[Line]:
    """The lines that a reading covers, from the first to the last one with words."""
    first, last = reading.lines if reading.lines[1] else (file.lines[0].number, file.lines[-1].number)
    lines = [line for line in file.lines if first <= line.number <= last]
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else lines

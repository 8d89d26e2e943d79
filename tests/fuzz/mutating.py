"""Specimens → files that nobody would write: bits flipped, ends cut off, two spliced, pieces repeated."""

import io
import zipfile
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from specimens import Specimen


class Input(NamedTuple):
    """What a reader is given."""

    seed: int
    name: str
    data: bytes
    near: dict[str, bytes]


_TRICKY = (
    b"\x00", b"\x1b[31m", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3(", b"\xed\xa0\x80", "\u202e\u200b\ufeff".encode(),
    b"\\u0000",
    b"\\ud800", b"null", b"[]", b"{}", b"-1", b"1e999", b"NaN", b'"', b"\n", b"\r", b"\x85", b"<", b"]]>", b"&#0;",
    b"&lt;",
    b"<!--", b"<script>", b"<table><tr>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"--", b"0" * 400, b"9" * 5000,
    b"[" * 2000,
    b"data:image/png;base64," + b"QUJD" * 200, b"../../etc/passwd", b"0001-01-01T00:00:00Z", b"99999-99-99", b"::",
)  # fmt: skip


def _flipped(random: Random, data: bytearray, other: bytes) -> None:
    for _ in range(random.choice((1, 1, 2, 8, 64))):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _cut(random: Random, data: bytearray, other: bytes) -> None:
    del data[random.randrange(len(data)) :]


def _without_a_piece(random: Random, data: bytearray, other: bytes) -> None:
    at = random.randrange(len(data))
    del data[at : at + random.choice((1, 2, 7, 40, 300))]


def _spliced(random: Random, data: bytearray, other: bytes) -> None:
    data[random.randrange(len(data)) :] = other[random.randrange(len(other)) :]


def _repeated(random: Random, data: bytearray, other: bytes) -> None:
    at = random.randrange(len(data))
    piece = data[at : at + random.choice((1, 3, 20, 200, 2000))]
    data[at:at] = piece * random.choice((1, 2, 30, 400))
    del data[400_000:]


def _disturbed(random: Random, data: bytearray, other: bytes) -> None:
    at = random.randrange(len(data) + 1)
    data[at : at + random.choice((0, 0, 1, 4))] = random.choice(_TRICKY)


def _retyped(random: Random, data: bytearray, other: bytes) -> None:
    """A value of JSON, or whatever stands between two quotation marks, becomes something else."""
    marks = [at for at, byte in enumerate(data[:20_000]) if byte in b'":,[{<>']
    if len(marks) > 1:
        at = random.randrange(len(marks) - 1)
        data[marks[at] : marks[at + 1] + 1] = random.choice(
            (b"null", b"7", b"[]", b"{}", b'""', b"true", b"-0.5", b"[[]]")
        )


_Change = Callable[[Random, bytearray, bytes], None]
_CHANGES: tuple[_Change, ...] = (
    _flipped,
    _cut,
    _without_a_piece,
    _spliced,
    _repeated,
    _disturbed,
    _disturbed,
    _retyped,
)


def mutated(seed: int, specimens: Sequence[Specimen]) -> Input:
    """The input of a seed: the same wherever and whenever it is made."""
    random = Random(seed)
    one, other = random.choice(specimens), random.choice(specimens)
    files = {one.name: one.data} if one.data else {**one.near}
    name = random.choice([path for path in files if not path.endswith("/")])
    data = _changed(random, files[name], other.data or b"{}")
    return Input(seed, name, data, {**one.near, **({name: data} if one.folder else {})})


def _changed(random: Random, data: bytes, other: bytes) -> bytes:
    if data.startswith(b"PK\x03\x04") and random.random() < 0.7:
        return _repacked(random, data, other)
    made = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4))):
        if made:
            random.choice(_CHANGES)(random, made, other)
    return bytes(made)


def _repacked(random: Random, data: bytes, other: bytes) -> bytes:
    """A ZIP file that is whole, with members that are not: a break in its frame would hide them."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w") as after:
        names = before.namelist()
        chosen = {random.choice(names) for _ in range(random.choice((1, 1, 2, 3)))}
        for name in names:
            member = before.read(name)
            if name in chosen and random.random() < 0.05:
                continue
            after.writestr(zipfile.ZipInfo(name), _changed(random, member, other) if name in chosen else member)
    return file.getvalue()

"""Content hashes: equal content, equal digest, on every machine."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import NewType

Digest = NewType("Digest", str)


# Millions of values are digested in a large wiki: an encoder made anew for each takes as long as the encoding.
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def digest(value: object) -> Digest:
    """Digest of a JSON value (dicts in any key order), 32 hexadecimal digits of BLAKE2b."""
    return Digest(hashlib.blake2b(_encode(value).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest())


def sha256(data: bytes) -> Digest:
    """SHA-256 of a file's bytes, as `sha256sum` prints it."""
    return Digest(hashlib.sha256(data).hexdigest())


def code_digest(package: Path, names: Iterable[str] = ("**/*.py",)) -> Digest:
    """Digest of a package's own source files: what was computed by other code is not reused."""
    files = sorted({file for name in names for file in package.glob(name)})
    return digest([[file.relative_to(package).as_posix(), sha256(file.read_bytes())] for file in files])

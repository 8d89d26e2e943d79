"""Reading and writing files so that a reader never sees half of one, and no crash leaves one."""

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from operator import attrgetter
from pathlib import Path

from kb.errors import DiskError


def write(path: Path, data: bytes, scratch: Path, *, flushed: bool = True) -> None:
    """Put `data` at `path` in one step: a temporary file in `scratch`, flushed to disk, renamed. What can be made again
    need not be flushed: a power cut may leave nothing in it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=scratch)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                if flushed:
                    os.fsync(file.fileno())
            temporary.chmod(_mode(path))
            _put(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise DiskError(f"can't write {path}: {reason(error)}", hint=remedy(error)) from error


def _mode(path: Path) -> int:
    """Of the file that is replaced: who may read it is its owner's choice."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0o644


def _put(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The folder lies on another disk: only what lies beside the target can be renamed onto it.
        beside = path.with_name(f".{path.name}.kb-tmp")
        shutil.copyfile(temporary, beside)
        beside.replace(path)


def read(path: Path) -> bytes | None:
    """The file's bytes; None if there is none."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DiskError(f"can't read {path}: {reason(error)}", hint=remedy(error)) from error


def remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            path.parent.rmdir()
    except OSError as error:
        raise DiskError(f"can't remove {path}: {reason(error)}", hint=remedy(error)) from error


def walk(
    folder: Path, closed: dict[Path, DiskError] | None = None, enters: Callable[[Path], bool] = lambda folder: True
) -> Iterator[os.DirEntry[str]]:
    """Every file below `folder` in order of name, hidden ones left out, folders behind symbolic links and those that
    `enters` denies not entered.

    A folder that can't be listed is added to `closed` and passed over; without `closed` it ends the walk.
    """
    try:
        entries = sorted(os.scandir(folder), key=attrgetter("name"))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        trouble = DiskError(f"can't list {folder}: {reason(error)}", hint=remedy(error))
        if closed is None:
            raise trouble from error
        closed[folder] = trouble
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if enters(Path(entry.path)):
                yield from walk(Path(entry.path), closed, enters)
        else:
            yield entry


def printable(path: str) -> str:
    """A path that can be printed and stored: line ends and bytes that are not UTF-8 are shown as escapes."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or c == "\u200d" else c.encode("unicode_escape").decode() for c in text)


_PERMIT = "Give yourself permission (chmod u+rw)"
_FREE = "Free disk space"
_REMEDIES = {
    errno.EACCES: _PERMIT,
    errno.EPERM: _PERMIT,
    errno.ENOSPC: _FREE,
    errno.EDQUOT: _FREE,
    errno.EFBIG: _FREE,
    errno.EROFS: "Mount the disk so that it can be written",
    errno.EISDIR: "Move the folder that stands there away",
    errno.ENAMETOOLONG: "Use shorter names",
}


def reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def remedy(error: OSError) -> str:
    """What a person can do about it."""
    return f"{_REMEDIES.get(error.errno or 0, 'Mend that')}, then run the same command again: nothing was lost."

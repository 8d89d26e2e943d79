"""One kb at work in a workspace: the operating system holds the lock, so a dead process never does."""

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from kb.errors import DiskError, Locked
from kb.workspace.files import reason


@contextlib.contextmanager
def hold(state: Path) -> Iterator[None]:
    """Hold the lock in the folder `state`. Raises Locked, saying who holds it."""
    holder = state / "holder.json"
    lock = FileLock(state / "lock")
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise Locked(f"another kb is at work here: {_who(holder)}", hint="Wait until it ends, or stop it.") from None
    except OSError as error:
        raise DiskError(f"can't lock {state}: {reason(error)}", hint="Is the folder yours to write?") from error
    try:
        with contextlib.suppress(OSError):
            holder.write_text(json.dumps(_me()), encoding="utf-8")
        yield
    finally:
        with contextlib.suppress(OSError):
            holder.unlink()
        lock.release()


def _me() -> dict[str, object]:
    started = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"pid": os.getpid(), "command": " ".join(["kb", *sys.argv[1:]]), "since": started}


def _who(holder: Path) -> str:
    try:
        me = json.loads(holder.read_text(encoding="utf-8"))
        return f"{me['command']!r}, process {me['pid']}, since {me['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "it does not say which"

"""Bytes to what a parser in a process of its own says of them: one that hangs, crashes or swells takes nobody along."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from importlib import import_module

SECONDS = 90.0
_MEMORY = 3 << 30
_here = ContextVar("_here", default=False)


@dataclass(frozen=True, slots=True)
class Died:
    """The parser gave no answer."""

    why: str
    """Follows the file's name: "kept its parser busy for more than 90 seconds"."""


def ask(module: str, data: bytes, seconds: float = SECONDS) -> bytes | Died:
    """What `python -m module` writes when it is given `data`; it is killed after so many seconds.

    The module has `answer`, bytes to bytes, and gives it to `serve` where it is the program.
    """
    if _here.get():
        parsed: bytes = import_module(module).answer(data)
        return parsed
    import subprocess

    around = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    # Without -P the folder that kb runs in would come first, and whoever fills it could name a file like a module.
    program = [sys.executable, "-P", "-m", module]
    try:
        run = subprocess.run(program, input=data, capture_output=True, timeout=seconds, env=around, check=False)
    except subprocess.TimeoutExpired:
        return Died(f"kept its parser busy for more than {seconds:g} seconds")
    return run.stdout if run.returncode == 0 else Died("made its parser crash")


@contextmanager
def here() -> Iterator[None]:
    """Parsers work in this process meanwhile: for a debugger, and for tests of what they say of harmless files."""
    before = _here.set(True)
    try:
        yield
    finally:
        _here.reset(before)


def serve(answer: Callable[[bytes], bytes]) -> None:
    """What `python -m module` does: standard input to standard output, in no more than so much memory."""
    limit_memory()
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))


def limit_memory() -> None:
    """This process gets no more than 3 GB, where the system can say so."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY if most < 0 else min(_MEMORY, most), most))

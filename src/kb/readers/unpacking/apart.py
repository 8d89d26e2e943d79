"""Bytes to what a parser in a process of its own says of them: one that hangs, crashes or swells takes nobody along."""

import os
import sys
from dataclasses import dataclass

SECONDS = 90.0
_MEMORY = 3 << 30


@dataclass(frozen=True, slots=True)
class Died:
    """The parser gave no answer."""

    why: str
    """Follows the file's name: "kept its parser busy for more than 90 seconds"."""


def ask(module: str, data: bytes, seconds: float = SECONDS) -> bytes | Died:
    """What `python -m module` writes when it is given `data`; it is killed after so many seconds."""
    import subprocess

    around = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    # Without -P the folder that kb runs in would come first, and whoever fills it could name a file like a module.
    program = [sys.executable, "-P", "-m", module]
    try:
        run = subprocess.run(program, input=data, capture_output=True, timeout=seconds, env=around, check=False)
    except subprocess.TimeoutExpired:
        return Died(f"kept its parser busy for more than {seconds:g} seconds")
    return run.stdout if run.returncode == 0 else Died("made its parser crash")


def limit_memory() -> None:
    """This process gets no more than 3 GB, where the system can say so."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY if most < 0 else min(_MEMORY, most), most))

"""What every test runs under: properties are never timed, and no process does anew what one can do for all."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("kb", deadline=None)
settings.load_profile("kb")

_MEMORY = Path("/dev/shm")
_ROOM = 2 << 30


def pytest_configure(config: pytest.Config) -> None:
    """Where the environment forbids bytecode beside the code, it is kept in pytest's own folder.

    Else each of the hundreds of processes that tests start would compile all modules that it imports.
    """
    if sys.dont_write_bytecode:
        sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(config.rootpath / ".pytest_cache" / "bytecode")
        sys.dont_write_bytecode = False
        del os.environ["PYTHONDONTWRITEBYTECODE"]
    # What is written in one step waits for the disk each time; in memory there is nothing to wait for.
    if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
    # Each client would read every certificate of the machine, and no test speaks TLS: this folder holds none.
    os.environ.pop("SSL_CERT_FILE", None)
    os.environ["SSL_CERT_DIR"] = str(config.rootpath)

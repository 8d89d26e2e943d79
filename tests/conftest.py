"""What every test runs under: properties are never timed, and no process does anew what one can do for all."""

import os
import sys

import pytest
from hypothesis import settings

settings.register_profile("kb", deadline=None)
settings.load_profile("kb")


def pytest_configure(config: pytest.Config) -> None:
    """Where the environment forbids bytecode beside the code, it is kept in pytest's own folder.

    Else each of the hundreds of processes that tests start would compile all modules that it imports.
    """
    if sys.dont_write_bytecode:
        sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(config.rootpath / ".pytest_cache" / "bytecode")
        sys.dont_write_bytecode = False
        del os.environ["PYTHONDONTWRITEBYTECODE"]
    # Each client would read every certificate of the machine, and no test speaks TLS: this folder holds none.
    os.environ.pop("SSL_CERT_FILE", None)
    os.environ["SSL_CERT_DIR"] = str(config.rootpath)

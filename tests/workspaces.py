"""A small raw folder of two sources that overlap, and ways to look at what was made of it."""

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

import kb
from kb.cli import main

COMMAND = [sys.executable, "-m", "kb"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(kb.__file__).parents[1])}
"""With the code under test, whether or not it is installed."""

ARTICLE = """\
# What the tide brings

The Harlow Barrage is a tidal power station at the mouth of the River Harlow.

Harlow Barrage produces 90 megawatts from eight turbines, according to the Harlow Estuary Trust.

Nice day today.

The Harlow Estuary Trust measured 40 tonnes of silt behind the barrage in 2019.
"""
TALK = """\
>> The Harlow Barrage was opened in 1998 by the Harlow Estuary Trust, after nine years of building.
>> Yes.
>> The Harlow Barrage cost 310 million pounds, and Harlow Estuary Trust paid a third of it.
>> The turbines of the Harlow Barrage were replaced in 2015 by a company from Norway.
"""


def silent(step):
    """Nobody watches."""


@dataclass
class Done:
    """What a run of kb left."""

    returncode: int
    stdout: str
    stderr: str


def run(folder, *words):
    """`kb WORDS` in a folder, in this process: what it needs is imported once."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with chdir(folder), redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as left:
        main(words)
    out.flush(), err.flush()
    return Done(left.value.code or 0, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def run_apart(folder, *words, prefix=(), environment=(), **options):
    """`kb WORDS` in a folder, as a shell runs it."""
    command, env = [*prefix, *COMMAND, *words], {**ENVIRONMENT, **dict(environment)}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, **options)

"""A small raw folder of two sources that overlap, and ways to look at what was made of it."""

import os
import subprocess
import sys
from pathlib import Path

import kb

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


def run(folder, *words, prefix=(), environment=(), **options):
    """`kb WORDS` in a folder, as a shell runs it."""
    command, env = [*prefix, *COMMAND, *words], {**ENVIRONMENT, **dict(environment)}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, **options)

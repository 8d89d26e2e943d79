"""Parsers that give no answer, to be run as a process: `hangs` and `crashes`, by the words that come in."""

import os
import sys

data = sys.stdin.buffer.read()
if b"hangs" in data:
    while True:
        pass
os.abort()

"""python -m fuzz SECONDS: broken specimens until the time is up; each finding is named with the file that shows it."""

import signal
import sys
import time
from itertools import count
from pathlib import Path
from types import FrameType

from fuzz.mutating import Input, mutated
from fuzz.target import fault
from specimens import specimens

LONGEST = 60
"""Seconds after which an input counts as one that never ends."""
FINDINGS = Path("build") / "fuzz"


class Endless(BaseException):
    """No reader may catch it."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise Endless(f"{frame.f_code.co_filename.rpartition('/')[2]}:{frame.f_lineno}" if frame else "")


def main(seconds: float, first: int) -> int:
    signal.signal(signal.SIGALRM, _stop)
    ends = time.monotonic() + seconds
    seen: set[str] = set()
    for seed in count(first):
        if time.monotonic() > ends:
            break
        one = mutated(seed, specimens())
        found = _timed(one)
        kind = found.partition(": ")[0]
        if found and kind not in seen:
            seen.add(kind)
            print(f"seed {seed}: {found}\n  {_kept(one)}", flush=True)
    print(f"{seed - first} inputs from seed {first} on, {len(seen)} kinds of findings")
    return 1 if seen else 0


def _timed(one: Input) -> str:
    signal.alarm(LONGEST)
    try:
        # Few go through a process of their own: it takes as long as a hundred that do not.
        return fault(one, alone=one.seed % 10 == 0)
    except Endless as error:
        return f"endless in {error}: more than {LONGEST} seconds"
    finally:
        signal.alarm(0)


def _kept(one: Input) -> Path:
    """The file that shows a finding, in a folder with what lies beside it."""
    folder = FINDINGS / str(one.seed)
    for path, data in {**one.near, one.name: one.data}.items():
        if not path.endswith("/"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    return folder / one.name


if __name__ == "__main__":
    raise SystemExit(main(float((sys.argv[1:2] or ["60"])[0]), int((sys.argv[2:3] or ["0"])[0])))

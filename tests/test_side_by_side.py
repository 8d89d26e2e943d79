"""Jobs done in processes side by side: whoever dies, nothing is left running."""

import os
import subprocess
import sys

from kb.side_by_side import each

WAITING = "import kb.side_by_side as s\nfor done in s.each(str, range(9), 2):\n  print(done, flush=True)\n  input()"


def halved(number: int) -> int:
    if number < 0:
        os._exit(1)
    return number // 2


def test_every_job_is_done_once() -> None:
    assert sorted(each(halved, range(20), 3)) == [(number, number // 2) for number in range(20)]


def test_a_job_that_kills_its_process_takes_no_other_along() -> None:
    assert sorted(each(halved, [2, -1, 4], 2)) == [(0, 1), (1, None), (2, 2)]


def test_processes_end_when_the_one_they_work_for_is_killed() -> None:
    waiting = subprocess.Popen([sys.executable, "-c", WAITING], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert waiting.stdout is not None
    assert waiting.stdout.readline()
    waiting.kill()
    # They write to the same pipe, which is at its end only when the last of them has gone.
    assert waiting.communicate(timeout=60)[0] == b""

"""When to try again: the clock, the waiting and the chance that retries go by, so that none of them is hidden."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from kb.llm.providers.faults import Fault

ATTEMPTS = 6
"""At one request, before it is given up."""
STRANGER = 3
"""At a server that has not answered yet and can't be reached: the address may be wrong."""
_FIRST, _LONGEST = 1.0, 30.0
"""Seconds between attempts: each time twice as many."""


@dataclass(frozen=True, slots=True)
class Pace:
    wait: Callable[[float], object] | None = None
    """Waits so many seconds; None: as long, or until the run ends."""
    chance: Callable[[], float] = random.random
    """Between 0 and 1."""
    clock: Callable[[], float] = time.time
    """Seconds since 1970."""

    def delay(self, attempt: int, fault: Fault) -> float:
        """Seconds until the attempt after `attempt` (from 0): what the server asks for, else half to all of a step."""
        if fault.after is not None:
            return fault.after
        return min(_FIRST * 2.0**attempt, _LONGEST) * (1 + self.chance()) / 2

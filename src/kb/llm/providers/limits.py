"""What servers say of their limits → nobody asks before there is room again: one for all threads."""

from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Lock

from kb.llm.providers.faults import PATIENCE, Fault

_KINDS = ("requests", "tokens", "input-tokens", "output-tokens")


class Limits:
    """`clock` gives seconds since 1970; `wait` takes seconds and may come back early."""

    def __init__(self, clock: Callable[[], float], wait: Callable[[float], object]) -> None:
        self._clock, self._wait = clock, wait
        self._until = 0.0
        self._lock = Lock()

    def hold(self, seconds: float) -> None:
        """Nobody asks for so long."""
        until = self._clock() + seconds
        with self._lock:
            self._until = max(self._until, until)

    def note(self, headers: Mapping[str, str]) -> None:
        """Nobody asks until a limit that is used up resets, for `PATIENCE` seconds at most: clocks differ."""
        resets = [
            _seconds(headers.get(f"anthropic-ratelimit-{kind}-reset", "")) for kind in _KINDS if _spent(headers, kind)
        ]
        for reset in resets:
            self.hold(min(reset - self._clock(), PATIENCE))

    def pass_through(self, stopped: Callable[[], bool]) -> None:
        """Comes back when there is room, or when `stopped`. Raises a Fault when that is longer than anybody waits."""
        while (left := self._until - self._clock()) > 0 and not stopped():
            if left > PATIENCE:
                raise Fault("rate_limited", f"the server asks to wait {left:.0f} seconds", passing=False)
            self._wait(left)


def _spent(headers: Mapping[str, str], kind: str) -> bool:
    return headers.get(f"anthropic-ratelimit-{kind}-remaining") == "0"


def _seconds(moment: str) -> float:
    try:
        return datetime.fromisoformat(moment).timestamp()
    except ValueError:
        return 0.0

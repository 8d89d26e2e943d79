"""What becomes of the calls → whether there is any use in more: once it has ended, nothing else goes out."""

from threading import Event, Lock

from kb.errors import EngineError
from kb.llm.providers.faults import Fault

IN_A_ROW = 3
"""Requests that could not reach the server, or failed or were rejected before any was answered, until the run ends."""
OUTAGE = 10
"""Requests in a row that a server failed which had answered before, until the run ends: it may stumble over a few."""

_ITS_OWN = ("rejected", "too_large")
"""Why a request may be given up though the server works."""


class Health:
    """Shared by all threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ended = Event()
        self._stop: EngineError | None = None
        self._unreached = self._failed = self._rejected = 0
        self._answered = False

    def check(self) -> None:
        """Raises the EngineError that ended the run, if one did."""
        if self._stop is not None:
            raise self._stop

    def ended(self) -> bool:
        return self._ended.is_set()

    def wait(self, seconds: float) -> None:
        """Comes back early when the run ends."""
        self._ended.wait(seconds)

    def end(self, stop: EngineError) -> None:
        """The first word counts."""
        with self._lock:
            self._stop = self._stop or stop
        self._ended.set()

    def answered(self) -> None:
        with self._lock:
            self._answered, self._unreached, self._failed = True, 0, 0

    @property
    def met(self) -> bool:
        """Whether the server has answered anything."""
        return self._answered

    def gave_up(self, fault: Fault) -> None:
        """A request was given up for this."""
        with self._lock:
            self._unreached = self._unreached + 1 if fault.outcome == "unreachable" else 0
            self._failed += fault.outcome not in _ITS_OWN
            self._rejected += fault.outcome == "rejected" and not self._answered
            failed, most = self._failed, OUTAGE if self._answered else IN_A_ROW
            unreached, least = self._unreached, IN_A_ROW if self._answered else 1
            rejected = self._rejected
        if unreached >= least:
            hint = "Check the network and engine: base_url: in kb.yaml; every reply so far is kept."
            self.end(EngineError(fault.words, hint=hint))
        elif rejected >= IN_A_ROW:
            hint = "It has rejected every request so far: check engine: in kb.yaml."
            self.end(EngineError(f"the server says: {fault.words}", hint=hint))
        elif failed >= most:
            where = "Wait a while" if self._answered else "Wait a while, or check engine: base_url: in kb.yaml"
            hint = f"It fails again and again. {where}; every reply so far is kept."
            self.end(EngineError(fault.words, hint=hint))

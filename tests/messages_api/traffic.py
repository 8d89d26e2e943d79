"""What came and went: requests in order, how many were in flight at once, how many replies were wholly sent."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Condition

from messages_api.replies import Json

MESSAGES = "/v1/messages"


@dataclass(frozen=True, slots=True)
class Request:
    """As received. Header names are in lower case; `body` is {} where there was none."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Json

    @property
    def asks(self) -> bool:
        """Whether a message is asked for, in this very request."""
        return self.method == "POST" and self.path == MESSAGES


class Traffic:
    """Safe to read from any thread, at any time."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._all: list[Request] = []
        self._seen: Counter[object] = Counter()
        self.in_flight = 0
        self.in_flight_peak = 0
        self.completed = 0

    @property
    def everything(self) -> list[Request]:
        with self._changed:
            return list(self._all)

    def nth(self, of: object) -> int:
        """How many times this was asked before; that counts as one time more."""
        with self._changed:
            self._seen[of] += 1
            return self._seen[of] - 1

    def came(self, request: Request) -> None:
        with self._changed:
            self._all.append(request)
            self.in_flight += request.asks
            self.in_flight_peak = max(self.in_flight_peak, self.in_flight)
            self._changed.notify_all()

    def goes(self, request: Request, *, whole: bool) -> None:
        """Called just before the last byte: a client that has its reply finds it counted."""
        with self._changed:
            self.in_flight -= request.asks
            self.completed += request.asks and whole
            self._changed.notify_all()

    def was_lost(self, request: Request) -> None:
        """The client was gone before the last byte."""
        with self._changed:
            self.completed -= request.asks

    def arrived(self, count: int, timeout: float) -> bool:
        """Waits until so many messages were asked for; False after `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: sum(one.asks for one in self._all) >= count, timeout)

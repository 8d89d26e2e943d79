"""The server: a script in, an address out. Start it with `with`."""

from __future__ import annotations

from threading import Thread

from messages_api.api import Api, Interfere, Script
from messages_api.connection import Listener
from messages_api.prefixes import Prefixes
from messages_api.traffic import Request


class Server:
    """Loopback only. A script that raises makes the `with` block raise.

    polls: how often a batch is still in progress when it is looked at.
    interfere: spoils all but messages: creating and polling batches, results, counting, models.
    strict: whether requests are refused as the API would; without, as little is done as possible.
    """

    def __init__(
        self, script: Script, *, strict: bool = True, polls: int = 1, interfere: Interfere | None = None, port: int = 0
    ) -> None:
        self._api = Api(script, strict=strict, polls=polls, interfere=interfere)
        self._traffic = self._api.traffic
        self._listener = Listener(port, self._api.answer)
        self.url = self._api.batches.url = f"http://127.0.0.1:{self._listener.server_address[1]}"

    def __enter__(self) -> Server:
        Thread(target=self._listener.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._listener.close()
        for trouble in self._listener.trouble[:1]:
            if error is None:
                raise trouble
            error.add_note(f"Before that, the script raised {trouble!r}")

    @property
    def everything(self) -> list[Request]:
        """All requests, in the order they came."""
        return self._traffic.everything

    @property
    def requests(self) -> list[Request]:
        """Those that ask for a message, refused ones too."""
        return [one for one in self.everything if one.asks]

    @property
    def prefixes(self) -> Prefixes:
        """What can be read from the cache; its `minimum` can be set."""
        return self._api.prefixes

    @property
    def in_flight(self) -> int:
        return self._traffic.in_flight

    @property
    def in_flight_peak(self) -> int:
        """The most messages that were asked for and not yet answered at one time."""
        return self._traffic.in_flight_peak

    @property
    def completed(self) -> int:
        """Messages wholly sent. Errors and spoilt replies are none."""
        return self._traffic.completed

    def arrived(self, count: int, timeout: float = 30) -> bool:
        """Waits until so many messages were asked for; False after `timeout` seconds."""
        return self._traffic.arrived(count, timeout)

"""A client's connection: bytes → requests, and the bytes of replies, of which some never come."""

from __future__ import annotations

import socket
import socketserver
import sys
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from http.server import ThreadingHTTPServer

PHRASES = {status.value: status.phrase for status in HTTPStatus} | {529: "Overloaded"}

Answer = Callable[[str, str, Mapping[str, str], bytes, "Connection"], None]
"""Method, path, headers, body, and where the reply goes."""


class Listener(ThreadingHTTPServer):
    """A thread for each connection. What goes wrong in one is kept: a test whose script fails shall not pass."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, port: int, answer: Answer) -> None:
        self.answer = answer
        self.open: set[socket.socket] = set()
        self.trouble: list[BaseException] = []
        super().__init__(("127.0.0.1", port), Connection)

    def server_bind(self) -> None:
        """Without looking up the host's name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)

    def handle_error(self, request: object, client_address: object) -> None:
        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError):
            self.trouble.append(error)

    def close(self) -> None:
        self.shutdown()
        self.server_close()
        for one in list(self.open):
            hang_up(one)


class Connection(socketserver.StreamRequestHandler):
    """HTTP/1.1 that stays open. Reads headers itself: http.server's parser takes longer than all that follows."""

    disable_nagle_algorithm = True
    wbufsize = -1
    server: Listener
    dropped = False

    def setup(self) -> None:
        super().setup()
        self.server.open.add(self.connection)

    def finish(self) -> None:
        self.server.open.discard(self.connection)
        super().finish()

    def handle(self) -> None:
        while not self.dropped and (line := self.rfile.readline()):
            method, target, _ = line.decode("latin-1").split()
            headers = dict(self._headers())
            body = self.rfile.read(int(headers.get("content-length", 0)))
            self.server.answer(method, target, headers, body, self)

    def _headers(self) -> Iterator[tuple[str, str]]:
        while (line := self.rfile.readline().decode("latin-1")).strip():
            name, _, value = line.partition(":")
            yield name.lower(), value.strip()

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.wfile.write(f"HTTP/1.1 {status} {PHRASES.get(status, 'Unknown')}\r\n{lines}\r\n".encode())

    def write(self, data: bytes) -> None:
        """Buffered until `flush`, so that most replies are one packet."""
        self.wfile.write(data)

    def chunk(self, data: bytes, *, last: bool = False) -> None:
        framed = b"%x\r\n%b\r\n" % (len(data), data) if data else b""
        self.wfile.write(framed + (b"0\r\n\r\n" if last else b""))

    def flush(self) -> None:
        self.wfile.flush()

    def drop(self) -> None:
        """Nothing more comes. What was written before arrives."""
        self.wfile.flush()
        self.dropped = True
        hang_up(self.connection)


def hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return

"""An address → the bytes behind it: redirects followed one by one, sizes and times bounded, robots.txt obeyed."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlunsplit

from kb import __version__
from kb.fetching.guard import Refused, address_of, checked

if TYPE_CHECKING:
    from httpx2 import Client, Response
    from protego import Protego

AGENT = f"kb/{__version__} (saves single pages that a person asks for)"
_NAME = "kb"
_HOPS = 8
_SECONDS = 60.0
"""For one file, from the first byte to the last."""
_ROBOTS = 500_000
_MOVED = frozenset((301, 302, 303, 307, 308))
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address held."""

    url: str
    """Where it was found in the end, behind all redirects."""
    data: bytes
    media_type: str
    """Such as text/html; empty when the server does not say."""


@dataclass
class Web:
    """The web as one run sees it. Use it in a `with`."""

    private: bool = False
    """Whether this machine's own network may be asked."""
    clock: Callable[[], float] = time.monotonic
    _client: "Client | None" = field(default=None, init=False)
    _rules: "dict[str, Protego]" = field(default_factory=dict, init=False)

    def __enter__(self) -> "Web":
        from httpx2 import Client

        # What is compressed may unpack to any size: the bound is on what comes out.
        headers = {"User-Agent": AGENT, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
        self._client = Client(headers=headers, timeout=20.0, trust_env=False, follow_redirects=False)
        return self

    def __exit__(self, *error: object) -> None:
        if self._client is not None:
            self._client.close()

    def get(self, url: str, most: int) -> Fetched:
        """The bytes behind an address, at most `most` of them. Raises Refused, with what is wrong."""
        for _ in range(_HOPS):
            parts = checked(url)
            if not self._allowed(parts):
                raise Refused("may not be fetched by programs: the site's robots.txt says so. Save it in a browser")
            with self._opened(parts) as response:
                if response.status_code not in _MOVED or "location" not in response.headers:
                    return self._read(url, response, most)
                url = urljoin(url, response.headers["location"])
        raise Refused(f"leads on and on, to another address more than {_HOPS} times")

    def _read(self, url: str, response: "Response", most: int) -> Fetched:
        if response.status_code != 200:
            raise Refused(f"answers {response.status_code} {response.reason_phrase}".strip())
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(url, self._bytes(response, most), media_type)

    def _bytes(self, response: "Response", most: int) -> bytes:
        from httpx2 import HTTPError

        started, found = self.clock(), bytearray()
        try:
            for chunk in response.iter_bytes(_CHUNK):
                found += chunk
                if len(found) > most:
                    raise Refused(f"holds more than {most / 1e6:,.0f} MB")
                if self.clock() - started > _SECONDS:
                    raise Refused(f"takes more than {_SECONDS:.0f} seconds to come")
        except HTTPError as error:
            raise Refused(f"broke off: {_words(error)}") from None
        return bytes(found)

    @contextmanager
    def _opened(self, parts: SplitResult) -> "Iterator[Response]":
        """The answer of the very machine whose address was checked, asked by the name that stands in the address."""
        from httpx2 import HTTPError, InvalidURL

        assert self._client is not None and parts.hostname is not None
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = address_of(parts.hostname, port, private=self.private)
        host = f"[{address}]" if ":" in address else address
        plain = urlunsplit((parts.scheme, f"{host}:{port}", parts.path or "/", parts.query, ""))
        named = parts.netloc.rpartition("@")[2]
        try:
            request = self._client.build_request(
                "GET", plain, headers={"Host": named}, extensions={"sni_hostname": parts.hostname}
            )
            response = self._client.send(request, stream=True)
        except (HTTPError, InvalidURL, ValueError) as error:
            raise Refused(f"can't be reached: {_words(error)}") from None
        try:
            yield response
        finally:
            response.close()

    def _allowed(self, parts: SplitResult) -> bool:
        """Whether robots.txt lets programs in (RFC 9309): a missing one does, one that can't be had does not."""
        from protego import Protego

        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = Protego.parse(self._robots(checked(f"{site}/robots.txt")))
        return bool(self._rules[site].can_fetch(urlunsplit(parts), _NAME))

    def _robots(self, parts: SplitResult) -> str:
        url = urlunsplit(parts)
        for _ in range(_HOPS):
            with self._opened(checked(url)) as response:
                if response.status_code in _MOVED and "location" in response.headers:
                    url = urljoin(url, response.headers["location"])
                    continue
                if response.status_code >= 500:
                    raise Refused(f"can't be fetched now: the site's robots.txt answers {response.status_code}")
                ok = response.status_code == 200
                return self._bytes(response, _ROBOTS).decode("utf-8", "replace") if ok else ""
        return ""


def _words(error: Exception) -> str:
    return str(error).splitlines()[0][:200].lower() if str(error) else type(error).__name__

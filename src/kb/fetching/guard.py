"""Addresses that kb will not open: those of this machine and of the network around it, unless a person says so.

A page may redirect to them, or name them as its pictures, to have kb ask what nobody outside should be able to ask
(server-side request forgery). So a name is looked up once, every address it has is checked, and the connection goes
to the address that was checked: a name that changes its mind in between (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit


class Refused(Exception):
    """Why an address is not opened; follows the address."""


def checked(url: str) -> SplitResult:
    """The parts of an address of the web. Raises Refused."""
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        raise Refused("is no address that can be opened") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused("is no address that begins with http:// or https://")
    if parts.username or parts.password:
        raise Refused("holds a name and a password, which kb does not send")
    return parts


def address_of(host: str, port: int, *, private: bool) -> str:
    """The first network address of a host. Raises Refused where it has none, or one that is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused("can't be looked up: is the name right, and is there a network?") from None
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if not private and not all(is_public(one) for one in addresses):
        raise Refused("leads to this machine or its own network; if you mean that: kb ingest --private")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether the address is one of the public internet, also when an IPv4 address hides in an IPv6 one."""
    found = ipaddress.ip_address(address)
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (inner is None or is_public(str(inner)))

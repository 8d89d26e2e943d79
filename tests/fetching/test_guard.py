"""Which addresses kb opens on its own."""

import pytest

from kb.fetching.guard import Refused, address_of, checked, is_public


@pytest.mark.parametrize(
    ("address", "public"),
    [
        pytest.param("93.184.215.14", True, id="the web"),
        pytest.param("2606:2800:21f:cb07::1", True, id="the web, IPv6"),
        pytest.param("127.0.0.1", False, id="this machine"),
        pytest.param("::1", False, id="this machine, IPv6"),
        pytest.param("0.0.0.0", False, id="any address"),
        pytest.param("10.1.2.3", False, id="a company's network"),
        pytest.param("192.168.1.1", False, id="a home's router"),
        pytest.param("172.16.5.5", False, id="another private range"),
        pytest.param("169.254.169.254", False, id="where clouds keep credentials"),
        pytest.param("100.64.0.1", False, id="behind a carrier's NAT"),
        pytest.param("224.0.0.1", False, id="multicast"),
        pytest.param("fe80::1", False, id="link-local"),
        pytest.param("fc00::1", False, id="unique local"),
        pytest.param("::ffff:127.0.0.1", False, id="this machine dressed as IPv6"),
        pytest.param("2002:7f00:1::", False, id="this machine dressed as 6to4"),
    ],
)
def test_only_addresses_of_the_public_internet_are_opened(address, public) -> None:
    assert is_public(address) == public


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.b/c", "javascript:alert(1)", "http://", "http://a:b@c.d/", "http://[::1"]
)
def test_what_is_no_plain_address_is_refused(url) -> None:
    with pytest.raises(Refused):
        checked(url)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "[::1]".strip("[]")])
def test_every_spelling_of_this_machine_is_refused_unless_asked_for(host) -> None:
    with pytest.raises(Refused):
        address_of(host, 80, private=False)
    assert address_of("127.0.0.1", 80, private=True) == "127.0.0.1"

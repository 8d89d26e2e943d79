"""Fetching from a site on this machine: redirects, robots.txt, bounds, trouble."""

import gzip

import pytest

from fetching.site import Site, moved
from kb.fetching.guard import Refused
from kb.fetching.web import Web

MB = 1_000_000


def get(pages, path, most=MB):
    with Site(pages) as site, Web(private=True) as web:
        return web.get(site.url + path, most), site


def refused(pages, path, most=MB, private=True):
    with Site(pages) as site, Web(private=private) as web, pytest.raises(Refused) as trouble:
        web.get(site.url + path, most)
    return str(trouble.value), site


def test_a_page_comes_as_it_is_with_its_type() -> None:
    found, _ = get({"/a": "<p>Hello"}, "/a")
    assert (found.data, found.media_type) == (b"<p>Hello", "text/html")


def test_redirects_are_followed_to_where_the_page_is() -> None:
    found, site = get({"/a": moved("/b", 301), "/b": moved("c"), "/c": "here"}, "/a")
    assert (found.data, found.url) == (b"here", f"{site.url}/c")


def test_a_circle_of_redirects_ends() -> None:
    assert "leads on and on" in refused({"/a": moved("/b"), "/b": moved("/a")}, "/a")[0]


def test_a_redirect_into_this_machine_is_refused_without_asking_it() -> None:
    said, site = refused({"/a": "secret"}, "/a", private=False)
    assert "this machine" in said and site.asked == []


def test_robots_are_obeyed_and_asked_for_once() -> None:
    robots = "User-agent: *\nDisallow: /private*\n"
    assert "robots.txt" in refused({"/robots.txt": robots, "/private/a": "x"}, "/private/a")[0]
    with Site({"/robots.txt": robots, "/a": "x", "/b": "y"}) as site, Web(private=True) as web:
        assert [web.get(f"{site.url}/{path}", MB).data for path in "ab"] == [b"x", b"y"]
        assert site.asked.count("/robots.txt") == 1


def test_robots_that_cannot_be_had_keep_kb_out() -> None:
    assert "robots.txt answers 503" in refused({"/robots.txt": (503, {}, b""), "/a": "x"}, "/a")[0]


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500, 503])
def test_an_answer_that_is_no_page_is_named_by_its_number(status) -> None:
    assert f"answers {status}" in refused({"/a": (status, {}, b"no")}, "/a")[0]


def test_a_page_that_is_too_large_is_left() -> None:
    assert "more than 1 MB" in refused({"/a": "x" * (MB + 1)}, "/a")[0]


def test_a_small_page_that_unpacks_to_a_large_one_is_left() -> None:
    bomb = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 50 * MB))
    assert "more than 1 MB" in refused({"/a": bomb}, "/a")[0]


def test_nobody_at_home_is_said_so() -> None:
    with Site({}) as site:
        url = site.url
    with Web(private=True) as web, pytest.raises(Refused, match="can't be reached"):
        web.get(f"{url}/a", MB)


def test_a_server_that_trickles_is_left_after_a_minute() -> None:
    ticks = iter(range(0, 10_000, 61))
    slow = Web(private=True, clock=lambda: next(ticks))
    with Site({"/a": "x" * 300_000}) as site, slow as web, pytest.raises(Refused, match="more than 60 seconds"):
        web.get(f"{site.url}/a", MB)

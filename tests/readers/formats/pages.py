"""Small web pages, made of what a test says of them."""

from kb.knowledge import Reading
from kb.readers.formats import page
from kb.readers.reader import Unreadable, alone

EELS = (
    "In autumn the silver eels leave the lake, and in the nights of the first flood they pass the weir, a thousand "
    "of them in an hour, on their way to the sea from which they came."
)
WEIR = (
    "The weir was built in 1911 and has two turbines; both stand still from dusk to dawn while the eels pass, which "
    "costs the town four thousand euros a year, as its engineer has found."
)
TOWN = (
    "The town council decided on it in 2019, against the advice of the works, after a fisherman had shown it a boat "
    "full of the dead, and nobody has asked since for the lost current."
)
ARTICLE = f"<p>{EELS}</p><p>{WEIR}</p><p>{TOWN}</p>"


def html(body: str, head: str = "<title>Eels</title>") -> bytes:
    """A page whose text is its article."""
    return (
        f"<!doctype html>\n<html lang=en><head><meta charset=utf-8>{head}</head>\n<body>{body}</body></html>".encode()
    )


def article(inner: str, head: str = "<title>Eels</title>") -> bytes:
    """A page with the article, in which `inner` stands before the last paragraph."""
    return html(f"<article><p>{EELS}</p><p>{WEIR}</p>{inner}<p>{TOWN}</p></article>", head)


def read(data: bytes) -> Reading:
    """The one reading of a page."""
    found = page.read("page.html", data, alone)
    assert not isinstance(found, Unreadable), found
    (reading,) = found
    return reading


def refused(data: bytes) -> Unreadable:
    """Why a page can't be read."""
    found = page.read("page.html", data, alone)
    assert isinstance(found, Unreadable)
    return found


def added(inner: str) -> list[tuple[str, str]]:
    """The kind and the words of the blocks that `inner` adds to an article."""
    return [(b.kind, b.text) for b in read(article(inner)).blocks if b.text not in (EELS, WEIR, TOWN)]

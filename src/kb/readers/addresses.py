"""Addresses of sources to what they are addresses of: two files from the same place are one source.

What marks a visit and not a place is taken off (campaigns, sessions, times), and what has an identifier of its own is
known by that: a DOI, an arXiv number, a video, a post, a book.
"""

import re
from collections.abc import Mapping, Sequence, Set
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from kb.readers.duplicates import overlap

Key = TypeVar("Key", bound=str)

_SHARED = 0.2
"""Of the smaller one's words: a page that was edited meanwhile, or a video's captions by another hand, share more."""

_IDENTIFIERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("doi", re.compile(r"(?:doi\.org/|\bdoi[:/])(10\.\d{4,9}/[^\s?#&]+)", re.I)),
    (
        "arxiv",
        re.compile(r"(?:arxiv\.org/(?:abs|pdf|html)/|\barxiv:)([a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})", re.I),
    ),
    ("youtube", re.compile(r"(?:youtube\.com/(?:watch\?(?:[^#\s]*&)?v=|shorts/|live/|embed/)|youtu\.be/)([\w-]{11})")),
    ("x", re.compile(r"(?:^|[/.])(?:twitter|x)\.com/[^/\s]+/status(?:es)?/(\d{6,20})", re.I)),
    ("hn", re.compile(r"news\.ycombinator\.com/item\?(?:[^#\s]*&)?id=(\d+)", re.I)),
    ("reddit", re.compile(r"(?:reddit\.com/r/[^/\s]+/comments|redd\.it)/([a-z0-9]+)", re.I)),
    ("isbn", re.compile(r"\burn:isbn:([\dXx-]{10,17})", re.I)),
)
_OF_A_VISIT = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref|ref_src|ref_url|source|s|t|si|feature|smid|sharetype|"
    r"unlocked_article_code|share|cmpid|ncid|_hsenc|_hsmi|mkt_tok|jsessionid|phpsessid|sessionid)\Z",
    re.I,
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)\Z", re.I)


def place(url: str) -> str:
    """What an address is the address of, the same for every spelling; empty for what names no single document."""
    plain = unquote(url.strip())
    for kind, pattern in _IDENTIFIERS:
        found = pattern.search(plain)
        if found:
            return f"{kind}:{_tidy(kind, found[1])}"
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = _INDEX.sub("/", parts.path).rstrip("/")
    asked = sorted((key, value) for key, value in parse_qsl(parts.query) if not _OF_A_VISIT.match(key))
    # A site's front page says something else every day.
    if parts.scheme not in ("http", "https") or not host or not (path or asked):
        return ""
    return f"{host}{unquote(path)}" + (f"?{urlencode(asked)}" if asked else "")


def _tidy(kind: str, found: str) -> str:
    if kind == "isbn":
        return found.replace("-", "").upper()
    return found.rstrip(".,;)") if kind in ("x", "hn", "youtube") else found.rstrip(".,;)").lower()


def same_place(
    urls: Mapping[Key, str], sketches: Mapping[Key, Sequence[int]], settled: Set[Key] = frozenset()
) -> dict[Key, Key]:
    """For each source that comes from the same place as another and shares words with it, that other one: one that is
    `settled` as an original, then the fuller one, then the first by name.

    What a person wrote about a page names its address too, but none of its words: it is a source of its own.
    """
    found: dict[Key, Key] = {}
    first: dict[str, list[Key]] = {}
    for key in sorted(urls, key=lambda key: (key not in settled, -sketches[key][0], key)):
        where = place(urls[key]) if urls[key] else ""
        others = first.setdefault(where, [])
        original = next((one for one in others if overlap(sketches[one], sketches[key]) >= _SHARED), None)
        if not where:
            continue
        if original is not None:
            found[key] = original
        else:
            others.append(key)
    return found

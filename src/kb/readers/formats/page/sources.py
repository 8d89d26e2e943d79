"""An `img` of a page to the addresses under which its picture may be found."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

_LATER = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-full-src", "data-hi-res-src")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_CHOICE = re.compile(r"\s*(?P<address>data:[^\s]+|[^\s,][^\s]*[^\s,]|[^\s,])(?:\s+(?P<size>[\d.]+)[wxh])?[^,]*(?:,|\Z)")
_WIDEST = 2400.0
"""Pixels: more of them than this say no more."""
VARIABLE = "kb-drawn"
"""The attribute that names the style variable which draws an image, in pages of SingleFile."""


def addresses(image: Element) -> list[str]:
    """From the one that shows most to the one that shows least, each once; those of its `picture` among them."""
    return list(dict.fromkeys(one for said in _said(image) if (one := said.strip()) and not one.startswith("#")))


def _said(image: Element) -> Iterator[str]:
    yield image.get(VARIABLE) or ""
    yield from (image.get(name) or "" for name in _LATER)
    # The parser takes what follows a source for a part of it.
    choice = next(image.iterancestors("picture"), None)
    around = list(choice.iter("source")) if choice is not None else []
    sets = [one.get(name) or "" for one in (image, *around) for name in _SETS]
    yield from (address for given in sets for address in _largest_first(given))
    yield image.get("src") or ""


def _largest_first(given: str) -> list[str]:
    """The addresses of a `srcset`; those that are larger than anybody needs come last."""
    found = [(float(one["size"] or 1), one["address"]) for one in _CHOICE.finditer(given[:20_000]) if _is_number(one)]
    fit = sorted((one for one in found if one[0] <= _WIDEST), key=lambda one: -one[0])
    return [address for _, address in [*fit, *sorted(one for one in found if one[0] > _WIDEST)]]


def _is_number(choice: re.Match[str]) -> bool:
    return choice["size"] is None or (choice["size"].count(".") < 2 and choice["size"] != ".")

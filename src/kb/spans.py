"""A stretch of text, as everything here says where something stands."""

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of characters."""

    start: int
    end: int

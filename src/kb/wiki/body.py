"""The body of a page with its masked twin: character offsets into lines and columns."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from kb.wiki.masking import mask


class Body:
    """What follows the front matter. `masked` has the same length, without anything that only looks like markup."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.first_line = text, first_line
        self.masked, self.comments = mask(text)

    @cached_property
    def starts(self) -> Sequence[int]:
        """Offset of the first character of each line."""
        # Not splitlines: it cuts at form feeds and other marks that editors don't count as lines.
        starts, at = [0], 0
        for line in self.text.split("\n"):
            at += len(line) + 1
            starts.append(at)
        return starts

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, 1-based, in the page."""
        index = bisect_right(self.starts, offset) - 1
        return self.first_line + index, offset - self.starts[index] + 1

    def at_lines_with(self, mark: str, *patterns: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where one of the patterns matches, the first that can, at the beginning of a line that holds `mark`.

        The same as to look for a pattern that begins a line and needs the mark in it, without trying every line.
        """
        at = self.masked.find(mark)
        while at >= 0:
            start = self.masked.rfind("\n", 0, at) + 1
            match = next(filter(None, (pattern.match(self.masked, start) for pattern in patterns)), None)
            if match is not None:
                yield match
            line_end = self.masked.find("\n", max(at, match.end() if match else 0))
            at = self.masked.find(mark, line_end) if line_end >= 0 else -1

    def line(self, offset: int) -> int:
        return self.first_line + bisect_right(self.starts, offset) - 1

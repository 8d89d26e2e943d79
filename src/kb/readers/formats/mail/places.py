"""The bytes of a message to the lines of its raw file on which words of it stand."""

import binascii
import re
from bisect import bisect_right
from itertools import accumulate

_HEADS_END = re.compile(rb"\r?\n\r?\n")
_NO_LETTER = re.compile(r"[\W_]+")
_QUOTED_PRINTABLE = re.compile(rb"quoted-printable", re.I)
# What comes behind are files in base64; their lines hold no words.
_MOST_BYTES = 400_000
# Fewer letters are found by accident in the middle of other words.
_SURE = 40
_MOST_TRIES = 50
_MOST_MISSED = 200


class Places:
    """Where the words of one message stand, asked for in their order."""

    def __init__(self, message: bytes, first: int) -> None:
        """`first` is the line of the raw file on which the message begins, 1-based."""
        head = _HEADS_END.search(message)
        body = message[head.end() :] if head else message
        above = first + (message[: head.end()].count(b"\n") if head else 0)
        self.whole = (above, above + body.rstrip().count(b"\n"))
        """First and last line of the body."""
        encoded = _QUOTED_PRINTABLE.search(message[:_MOST_BYTES]) is not None
        lines = [_letters(_plain(line) if encoded else line) for line in body[:_MOST_BYTES].split(b"\n")]
        self._letters = "".join(lines)
        self._starts = list(accumulate(map(len, lines), initial=0))
        self._first = above
        self._at = 0
        self._missed = 0

    def of(self, text: str) -> tuple[int, int]:
        """The lines on which these words stand; those of the whole body where they can't be told."""
        wanted = _NO_LETTER.sub("", text).casefold()
        # From the last place on: words that come twice are told apart by their order.
        at = self._found(wanted, self._at) if wanted and self._missed < _MOST_MISSED else -1
        if at < 0:
            self._missed += 1
            return self.whole
        self._at = at + len(wanted)
        return self._line(at), self._line(self._at - 1)

    def _found(self, wanted: str, start: int) -> int:
        """Where they begin. Short words have to fill their lines."""
        at = start - 1
        for _ in range(_MOST_TRIES):
            at = self._letters.find(wanted, at + 1)
            if at < 0 or len(wanted) >= _SURE or self._fills(at, at + len(wanted)):
                return at
        return -1

    def _fills(self, start: int, end: int) -> bool:
        starts = self._starts
        return starts[bisect_right(starts, start) - 1] == start and starts[bisect_right(starts, end) - 1] == end

    def _line(self, at: int) -> int:
        return self._first + bisect_right(self._starts, at) - 1


def _plain(line: bytes) -> bytes:
    """A line without its quoted-printable; a mark at its end says that its last word goes on in the next."""
    return binascii.a2b_qp(line.rstrip().removesuffix(b"="))


def _letters(line: bytes) -> str:
    """What no program changes when it wraps, quotes or shows a line."""
    if line.isascii():
        return _NO_LETTER.sub("", line.decode("ascii")).casefold()
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    return _NO_LETTER.sub("", text).casefold()

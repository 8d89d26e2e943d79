"""The passages of an index → vectors, kept and brought up to date → the passages nearest to what was asked."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb.digest import Digest, sha256
from kb.errors import KBError
from kb.search.index import Index
from kb.search.passages import Passage
from kb.search.vectors.kept import Kept
from kb.search.vectors.provider import NoVectors, Provider

if TYPE_CHECKING:
    from kb.search.vectors.provider import Vectors

_TOGETHER = 32


class Channel:
    """What can't be had is told in `fault`; search goes on by words."""

    def __init__(self, index: Index, path: Path, provider: Provider) -> None:
        """With the vectors that are kept in the file at `path`."""
        self._index, self._path, self._provider = index, path, provider
        self._all: tuple[Sequence[int], Vectors] | None = None
        self.fault: KBError | None = None

    @cached_property
    def _kept(self) -> Kept:
        return Kept(self._path)

    def close(self) -> None:
        if "_kept" in self.__dict__:
            self._kept.close()

    def near(self, text: str, limit: int) -> Sequence[int]:
        """The passages nearest in meaning, nearest first; none when vectors can't be had."""
        if self.fault is None:
            try:
                return self._near(text, limit)
            except NoVectors as fault:
                self.fault = fault
        return ()

    def _near(self, text: str, limit: int) -> Sequence[int]:
        import numpy as np

        if self._all is None:
            self._all = self._kept.everything()
        numbers, rows = self._all
        if not numbers:
            return ()
        asked = self._provider.vectors([text], asked=True)[0]
        if len(asked) != rows.shape[1]:
            raise _other_length(len(asked), rows.shape[1])
        order = np.argsort(-(rows @ asked), kind="stable")[:limit]
        return [numbers[at] for at in order]

    def bring_up(self, limit: int | None = None) -> int:
        """Make vectors of passages that have none, of so many at most, and forget those that are gone.

        How many passages still have none. What was made is kept even if the next one can't be had.
        """
        now = self._index.origins()
        try:
            stale = self._stale(now)
            for at in range(0, len(stale[:limit]), _TOGETHER):
                self._make({number: now[number] for number in stale[:limit][at : at + _TOGETHER]})
            self._kept.drop(self._kept.origins().keys() - now.keys())
            return len(stale[len(stale[:limit]) :])
        except NoVectors as fault:
            self.fault = fault
            return len(now)
        finally:
            self._all = None

    def _stale(self, now: Mapping[int, str]) -> list[int]:
        self._kept.belong(self._provider.id)
        then = self._kept.origins()
        return [number for number, origin in now.items() if then.get(number) != origin]

    def _make(self, origins: Mapping[int, str]) -> None:
        passages = zip(origins, self._index.passages(origins), strict=True)
        texts = {number: _text(passage) for number, passage in passages}
        digests = {number: sha256(text.encode("utf-8", "surrogatepass")) for number, text in texts.items()}
        lacking = self._kept.lacking(digests.values())
        new = {digests[number]: text for number, text in texts.items() if digests[number] in lacking}
        places = ((number, origin, digests[number]) for number, origin in origins.items())
        self._kept.keep(places, self._vectors(new) if new else {})

    def _vectors(self, texts: Mapping[Digest, str]) -> dict[str, bytes]:
        """By digest, as they are kept."""
        rows, width = self._provider.vectors(list(texts.values())), self._kept.width()
        if width and rows.shape[1] != width:
            raise _other_length(rows.shape[1], width)
        return {digest: row.astype("<f2").tobytes() for digest, row in zip(texts, rows, strict=True)}


def _text(passage: Passage) -> str:
    headed = " · ".join(filter(None, (passage.page.title, passage.heading)))
    return f"{headed}\n{passage.text}"


def _other_length(now: int, then: int) -> NoVectors:
    return NoVectors(
        f"the model gives vectors of {now} numbers, those that are kept have {then}",
        hint="Search goes by words alone. Another model has the old one's name? Delete .kb/vectors.sqlite.",
    )

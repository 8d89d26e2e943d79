"""The rows of a sheet to blocks: what stands over its table as words, then the table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from kb.readers.article import drafts as prose
from kb.readers.blocks import Draft
from kb.readers.formats.dataset.columns import is_value
from kb.readers.formats.dataset.tabular import Tally
from kb.readers.reader import Line

_LOOK_AT = 200


def sheet_drafts(name: str, rows: Iterable[Sequence[str]], warnings: list[str]) -> list[Draft]:
    """The blocks of a sheet that bears this name; none where it is empty."""
    filled = (row for row in rows if any(row))
    head = list(islice(filled, _LOOK_AT))
    if not head:
        return []
    first, last = _extent(head)
    if last - first < 2:
        return list(_words(chain(head, filled)))
    above = _above(head, last - first)
    names = head[above][first:last] if above < len(head) else []
    named = len(head) > above + 1 and bool(names) and not any(is_value(cell) for cell in names)
    tally = Tally(names if named else ())
    for row in chain(head[above + named :], filled):
        tally.add(row[first:])
    if not named:
        warnings.append(f"sheet {name!r} has no row with the names of its columns")
    warnings += [f"sheet {name!r}: {warning}" for warning in tally.warnings()]
    return [*_words(head[:above]), *tally.drafts("A table")]


def _extent(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """The first column that holds something, and the one behind the last."""
    columns = [at for row in rows for at, cell in enumerate(row) if cell]
    return min(columns), max(columns) + 1


def _above(rows: Sequence[Sequence[str]], width: int) -> int:
    """How many rows stand over the header: the first row that is filled at least half as far as most are."""
    sizes = [sum(bool(cell) for cell in row) for row in rows]
    usual = max(Counter(sizes).items(), key=lambda pair: (pair[1] * pair[0], pair[0]))[0]
    return next((at for at, size in enumerate(sizes) if size * 2 > min(usual, width)), 0)


def _words(rows: Iterable[Sequence[str]]) -> Iterator[Draft]:
    lines = (Line(1, " ".join(cell for cell in row if cell)) for row in rows)
    return chain.from_iterable(prose([line]) for line in lines)

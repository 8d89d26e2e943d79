"""TABLE: a question and numbered passages in, a table out whose every cell quotes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict, Field

from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.knowledge import Sentence
from kb.llm.stage import Grounded, Stage
from kb.reports import UNSUPPORTED_ANSWER
from kb.stages.answer import LOOKS, Answered
from kb.stages.inquiry import Inquiry, Quoted, Unsupported, fill, sentence
from kb.stages.labels import label, unplaced
from kb.stages.written import line

COLUMNS = 8
ROWS = 40


@dataclass(frozen=True, slots=True)
class Tabled(Answered):
    """Its sentences are the cells, row by row."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Sentence | None, ...], ...] = ()
    """A cell for each column; the first says what the row is about. None: no source says it."""


class Cell(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="A few words or a figure with its unit; empty when no passage says it.")
    quotes: list[Quoted] = Field(description="The quotes that carry the cell; none when it is empty.")


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    cells: list[Cell] = Field(description="One for each column, in their order; the first names the row.")


class TableReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    look_up: list[str] = Field(description="Searches of a few telling words each, at most three; mostly none.")
    enough: bool = Field(description="False when the passages do not say what was asked; then no rows.")
    columns: list[str] = Field(description="Two to eight short names, the first for what the rows are about.")
    rows: list[Row]
    wanted: str = Field(description="What kind of source would say what is missing; empty when nothing is.")


@dataclass(frozen=True, slots=True)
class _Lost:
    """Why something of the table was left out."""

    what: str
    why: str

    @property
    def told(self) -> Diagnostic:
        return UNSUPPORTED_ANSWER.at("", f"{self.what}: {self.why}")


_Kept = tuple[Sentence | None, ...]


def ground(inquiry: Inquiry, reply: TableReply, key: Digest) -> Grounded[Answered]:
    """Keeps the cells that stand, in rows whose first cell does, under names that may be printed."""
    columns = {at: name for at, text in enumerate(reply.columns[:COLUMNS]) if (name := label(text))}
    tried = [_row(inquiry, columns, row) for row in reply.rows[:ROWS]]
    rows = tuple(dict.fromkeys(row for row, _ in tried if row and row[0] is not None))
    if not any(cell for row in rows for cell in row[1:]):
        rows = ()
    cells = tuple(dict.fromkeys(cell for row in rows for cell in row if cell is not None))
    look_up = () if inquiry.last else tuple(filter(None, map(line, reply.look_up)))[:LOOKS]
    lost = [*_cut(reply, columns), *(one for _, losses in tried for one in losses)]
    enough = reply.enough and bool(rows)
    answered = Tabled(cells, enough, (), look_up, line(reply.wanted), tuple(columns.values()) if rows else (), rows)
    return Grounded((answered,), tuple(one.told for one in lost))


def _cut(reply: TableReply, columns: dict[int, str]) -> Iterator[_Lost]:
    """What no row is to blame for."""
    names = [text for at, text in enumerate(reply.columns) if at not in columns]
    if names:
        yield _Lost("left out columns of the table", f"they are too many, or not to be printed: {', '.join(names)!r}")
    if len(reply.rows) > ROWS:
        yield _Lost(f"left out {len(reply.rows) - ROWS} rows of the table", f"{ROWS} is the most")


def _row(inquiry: Inquiry, columns: dict[int, str], row: Row) -> tuple[_Kept, list[_Lost]]:
    """A cell for each column; nothing of a row that nobody can say what it is about."""
    cells = row.cells[: len(columns) and max(columns) + 1]
    head = cells[0].text if cells else ""
    kept: list[Sentence | None] = []
    lost: list[_Lost] = []
    for at, name in columns.items():
        found = _cell(inquiry, cells[at], (name, head)) if at < len(cells) else None
        if isinstance(found, Unsupported):
            lost.append(_Lost(f"emptied the cell {cells[at].text!r} of the table", found))
        kept.append(found if isinstance(found, Sentence) else None)
    if not any(kept) or kept[0] is None:
        return (), [*lost, _Lost("left out a row of the table", f"what it is about does not stand: {head!r}")]
    return tuple(kept), lost


def _cell(inquiry: Inquiry, cell: Cell, names: Sequence[str]) -> Sentence | Unsupported | None:
    if not cell.text.strip():
        return None
    found = sentence(inquiry, cell.text, cell.quotes)
    if isinstance(found, Unsupported):
        return found
    elsewhere = unplaced(inquiry, found, *names)
    if elsewhere:
        return Unsupported(f"the passage that it quotes does not speak of {', '.join(elsewhere)}")
    # A cell is no sentence that somebody says, even where it is their very words.
    return replace(found, speaker="")


TABLE = Stage("table", "strong", TableReply, fill, ground)

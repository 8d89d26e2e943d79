"""table: the cells of an answer with their quotes, as markdown, CSV or JSON."""

import json

from kb.asking.answers import Answer
from kb.forms.form import Form, Made, Place
from kb.forms.grid import Grid, delimited, grid
from kb.forms.markdown import page
from kb.forms.notes import plain
from kb.knowledge import Sentence
from kb.stages.table import TABLE


def _make(answer: Answer, place: Place) -> Made:
    table = grid(answer) or Grid((), ())
    match place.suffix:
        case ".csv":
            return Made({".csv": delimited([_head(table), *_rows(answer, table)])})
        case ".json":
            text = json.dumps({"question": answer.question, **table_data(answer, table)}, ensure_ascii=False, indent=2)
            return Made({".json": f"{text}\n".encode()})
        case _:
            return Made({".md": page(answer, place.link).encode()})


def _head(table: Grid) -> list[str]:
    return [*table.columns, *(f"sources: {name}" for name in table.columns)]


def _rows(answer: Answer, table: Grid) -> list[list[str]]:
    """The cells, then the quotes of each."""
    return [[*map(_text, row), *(_sources(answer, cell) for cell in row)] for row in table.rows]


def _text(cell: Sentence | str | None) -> str:
    return cell.text if isinstance(cell, Sentence) else cell or ""


def _sources(answer: Answer, cell: Sentence | str | None) -> str:
    return "; ".join(plain(answer, one) for one in cell.citations) if isinstance(cell, Sentence) else ""


def table_data(answer: Answer, table: Grid) -> dict[str, object]:
    """Columns and rows as JSON values; a cell that nothing is said of is null."""
    return {"columns": list(table.columns), "rows": [[_cell(answer, cell) for cell in row] for row in table.rows]}


def _cell(answer: Answer, cell: Sentence | str | None) -> object:
    if not isinstance(cell, Sentence):
        return {"text": cell, "citations": []} if cell else None
    citations = [
        {
            "quote": one.quote,
            "source": one.source,
            "speaker": answer.references[one].speaker,
            "time": answer.references[one].time,
            "address": f"wiki/{answer.references[one].page.path}#^{one.block}",
        }
        for one in cell.citations
    ]
    return {"text": cell.text, "citations": citations}


FORM = Form("table", (".csv", ".json", ".md"), _make, TABLE, printed=False)

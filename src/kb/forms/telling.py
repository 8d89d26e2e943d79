"""A table or a chart on the terminal: rows with marks, the bars of a chart beside its values."""

from kb.asking.answers import Answer
from kb.forms.grid import UNSAID, Grid
from kb.forms.mermaid import bars
from kb.forms.notes import numbers
from kb.knowledge import Sentence
from kb.stages.arranging import Point
from kb.stages.chart import Charted
from kb.terminal import Terminal


def tell_grid(answer: Answer, table: Grid, terminal: Terminal) -> None:
    chart = answer.answered
    if isinstance(chart, Charted):
        terminal.say(f"{chart.title}{f' ({chart.unit})' if chart.unit else ''}", "bold")
        points = (point for one in chart.series for point in one.points)
        rows = zip(bars(chart), points, strict=True)
        terminal.words((chart.x_label, "", ""), [(name, bar, _value(answer, point)) for (name, bar), point in rows])
        for note in chart.notes:
            terminal.say(note, "dim")
    else:
        terminal.words(table.columns, [[_cell(answer, cell) for cell in row] for row in table.rows])


def _value(answer: Answer, point: Point) -> str:
    return _cell(answer, point.said)


def _cell(answer: Answer, cell: Sentence | str | None) -> str:
    if not isinstance(cell, Sentence):
        return cell or UNSAID
    return cell.text + "".join(f" [{number}]" for number in numbers(answer, cell))

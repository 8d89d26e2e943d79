"""Charts and diagrams of a slide to what they say: a chart's numbers as a table, the words of a diagram."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from pptx.chart.chart import Chart
from pptx.shapes.graphfrm import GraphicFrame

from kb.markup import fold
from kb.readers.blocks import Draft
from kb.readers.elements import table

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
_MOST_ROWS = 60


def chart_drafts(chart: Chart) -> Iterator[Draft]:
    """A chart's title, and the numbers that it draws."""
    if chart.has_title and (title := fold(chart.chart_title.text_frame.text)):
        yield Draft(title, (1, 1))
    for plot in chart.plots:
        series = [(fold(one.name or ""), list(one.values)) for one in plot.series]
        names = [fold(str(category)) for category in plot.categories]
        rows = [["", *(name for name, _ in series)]]
        for at, name in enumerate(names[:_MOST_ROWS]):
            rows.append([name, *(_number(values[at] if at < len(values) else None) for _, values in series)])
        if len(rows) > 1:
            yield table(rows)


def _number(value: object) -> str:
    return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)


def diagram_words(frame: GraphicFrame) -> list[str]:
    """The words of a diagram of shapes (SmartArt), a text each."""
    related = [str(one.get(_RELATION)) for one in frame._element.iter(f"{_DATA}relIds") if one.get(_RELATION)]
    texts = []
    for relation in related:
        if relation in frame.part.rels:
            data: Element = fromstring(frame.part.related_part(relation).blob)
            texts += [fold("".join(run.text or "" for run in one.iter(f"{_A}t"))) for one in data.iter(f"{_A}p")]
    return [text for text in texts if text]

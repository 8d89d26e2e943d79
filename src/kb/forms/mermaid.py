"""A chart without a library: a diagram that markdown readers draw, and bars of characters for the terminal."""

import re
from collections.abc import Iterator

from kb.stages.arranging import Line
from kb.stages.chart import Charted, scaled

_OTHER = re.compile(r"[^\w .,:()/%€$£¥+-]")
_WIDTH = 40


def diagram(chart: Charted) -> str:
    """A fenced mermaid diagram, where every series has one value at each label; else nothing: the table says it."""
    labels = [point.label for point in chart.series[0].points]
    each = all([point.label for point in one.points] == labels for one in chart.series)
    if not each or len(set(labels)) < len(labels):
        return ""
    factor, scale = scaled([point.value for one in chart.series for point in one.points])
    draws = "bar" if chart.kind == "bar" and len(chart.series) == 1 else "line"
    lines = [
        "xychart-beta",
        f"    title {_quoted(chart.title)}",
        f"    x-axis {_quoted(chart.x_label)} [{', '.join(map(_quoted, labels))}]",
        f"    y-axis {_quoted(f'{scale} {chart.unit}')}",
        *(f"    {draws} [{', '.join(_values(one, factor))}]" for one in chart.series),
    ]
    return "\n".join(["```mermaid", *lines, "```"])


def _values(series: Line, factor: int) -> Iterator[str]:
    return (f"{point.value / factor:.6f}".rstrip("0").rstrip(".") for point in series.points)


def _quoted(text: str) -> str:
    """In quotes that nothing in it can close; a diagram has no way to write other marks."""
    return f'"{" ".join(_OTHER.sub(" ", text).split())}"'


def bars(chart: Charted) -> list[tuple[str, str]]:
    """A label and a bar for each value, as long as the value is large."""
    largest = max((abs(point.value) for one in chart.series for point in one.points), default=0) or 1
    found = []
    for one in chart.series:
        for point in one.points:
            length = round(abs(point.value) / largest * _WIDTH)
            bar = ("▒" if point.value < 0 else "█") * max(length, 1 if point.value else 0)
            found.append((f"{one.name} {point.label}".strip(), bar))
    return found

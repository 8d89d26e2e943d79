"""The values of a chart → a picture: the same bytes for the same values, and every word of it as it stands."""

import io
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kb.stages.arranging import Line
from kb.stages.axis import place
from kb.stages.chart import Charted, scaled
from kb.wiki.shortening import shortened

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# A dollar stays a dollar, text stays text, and ids in the file follow from what is drawn.
_RULES: Mapping[str, object] = {
    "text.parse_math": False,
    "text.usetex": False,
    "axes.formatter.use_mathtext": False,
    "axes.formatter.useoffset": False,
    "axes.unicode_minus": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "kb",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "font.size": 11.0,
}
_METADATA: Mapping[str, Mapping[str, str | None]] = {"svg": {"Date": None, "Creator": "kb"}, "png": {"Software": None}}
_SIZE = (9.0, 5.2)
"""Inches."""
_LONGEST = 28
_MOST, _ROOM = 24, 80
"""Labels below the axis, and letters of them that stand side by side."""


def drawn(chart: Charted, kind: str) -> bytes:
    """A picture, as svg or png. Raises ImportError without matplotlib."""
    import matplotlib.style
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with matplotlib.style.context(["default", dict(_RULES)]), warnings.catch_warnings():
        # A letter that the font lacks is drawn as a box; an SVG takes it from another font.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure = Figure(figsize=_SIZE, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        _draw(chart, axes)
        file = io.BytesIO()
        figure.savefig(file, format=kind, dpi=144, metadata=dict(_METADATA[kind]))
        return file.getvalue()


def _draw(chart: Charted, axes: "Axes") -> None:
    factor, scale = scaled([point.value for one in chart.series for point in one.points])
    where = _places(chart)
    for number, one in enumerate(chart.series):
        _add(chart, axes, (number, one), where, factor)
    axes.set_title(shortened(chart.title, 80), loc="left")
    axes.set_xlabel(chart.x_label)
    axes.set_ylabel(" ".join(part for part in (scale, chart.unit) if part))
    _label(axes, where)
    axes.margins(y=0.1)
    if len(chart.series) > 1:
        axes.legend(frameon=False)
    if chart.kind == "bar":
        axes.axhline(0, color="black", linewidth=0.8)


_Slot = tuple[str, int]
"""A label, and which of its values in one series."""


def _places(chart: Charted) -> dict[_Slot, float]:
    """Bars stand side by side, several of one label too; points stand where their date or number is."""
    slots = {slot for one in chart.series for slot in _slots(one)}
    labels = list(dict.fromkeys(point.label for one in chart.series for point in one.points))
    ordered = sorted(slots, key=lambda slot: (labels.index(slot[0]), slot[1]))
    if chart.kind == "bar":
        return {slot: float(number) for number, slot in enumerate(ordered)}
    return {slot: float(place(slot[0]) or 0) for slot in ordered}


def _slots(series: Line) -> list[_Slot]:
    labels = [point.label for point in series.points]
    return [(label, labels[:at].count(label)) for at, label in enumerate(labels)]


def _label(axes: "Axes", where: Mapping[_Slot, float]) -> None:
    """As many labels as are read beside each other; turned where they are long."""
    known = {at: shortened(label, _LONGEST) for (label, _), at in where.items()}
    ticks = list(known)[:: -(-len(known) // _MOST)]
    shown = [known[at] for at in ticks]
    if sum(map(len, shown)) > _ROOM:
        axes.set_xticks(ticks, shown, rotation=45, ha="right")
    else:
        axes.set_xticks(ticks, shown)


def _add(chart: Charted, axes: "Axes", series: tuple[int, Line], where: Mapping[_Slot, float], factor: int) -> None:
    number, one = series
    xs = [where[slot] for slot in _slots(one)]
    ys = [float(point.value / factor) for point in one.points]
    # A name that begins with an underscore would be left out of the legend.
    name = f" {one.name}" if one.name.startswith("_") else one.name
    if chart.kind == "bar":
        width = 0.8 / len(chart.series)
        left = (number - (len(chart.series) - 1) / 2) * width
        axes.bar([x + left for x in xs], ys, width, label=name)
    elif chart.kind == "line":
        axes.plot(xs, ys, marker="o", label=name)
    else:
        axes.scatter(xs, ys, label=name)

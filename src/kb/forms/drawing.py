"""The values of a chart → a picture: the same bytes for the same values, and every word of it as it stands."""

import io
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kb.stages.arranging import Line
from kb.stages.axis import place
from kb.stages.chart import Charted, scaled
from kb.wiki.citing import shortened

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# A dollar stays a dollar, text stays text, and ids in the file follow from what is drawn.
_RULES: Mapping[str, object] = {
    "text.parse_math": False,
    "text.usetex": False,
    "axes.formatter.use_mathtext": False,
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
_MOST, _MANY = 24, 8
"""Labels below the axis, and those that are read without turning them."""


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
    labels = list(dict.fromkeys(point.label for one in chart.series for point in one.points))
    where = _places(chart, labels)
    for number, one in enumerate(chart.series):
        _add(chart, axes, (number, one), where, factor)
    axes.set_title(shortened(chart.title, 80), loc="left")
    axes.set_xlabel(chart.x_label)
    axes.set_ylabel(" ".join(part for part in (scale, chart.unit) if part))
    ticks = labels[:: -(-len(labels) // _MOST)]
    turned = len(ticks) > _MANY or any(len(one) > 12 for one in ticks)
    shown = [shortened(one, _LONGEST) for one in ticks]
    if turned:
        axes.set_xticks([where[one] for one in ticks], shown, rotation=45, ha="right")
    else:
        axes.set_xticks([where[one] for one in ticks], shown)
    axes.margins(y=0.1)
    if len(chart.series) > 1:
        axes.legend(frameon=False)
    if chart.kind == "bar":
        axes.axhline(0, color="black", linewidth=0.8)


def _places(chart: Charted, labels: Sequence[str]) -> dict[str, float]:
    """Bars stand side by side; points where their date or number is."""
    if chart.kind == "bar":
        return {label: float(number) for number, label in enumerate(labels)}
    return {label: float(place(label) or 0) for label in labels}


def _add(chart: Charted, axes: "Axes", series: tuple[int, Line], where: Mapping[str, float], factor: int) -> None:
    number, one = series
    xs = [where[point.label] for point in one.points]
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

"""chart: the values of an answer as a picture, with its data as CSV and a page that holds both and the quotes."""

from collections.abc import Sequence
from decimal import Decimal
from importlib.util import find_spec
from urllib.parse import quote

from kb.asking.answers import Answer
from kb.errors import KBError
from kb.forms.form import Form, Made, Place
from kb.forms.grid import delimited
from kb.forms.markdown import page
from kb.forms.mermaid import diagram
from kb.forms.notes import plain
from kb.stages.chart import CHART, Charted
from kb.wiki.citing import link

_PICTURES = (".svg", ".png")


def _make(answer: Answer, place: Place) -> Made:
    chart = answer.answered
    if not isinstance(chart, Charted):
        return Made()
    files = {".csv": delimited([_HEAD, *_rows(answer, chart)])}
    trouble = _missing(place.suffix)
    if place.suffix in _PICTURES and trouble is None:
        from kb.forms.drawing import drawn

        files[place.suffix] = drawn(chart, place.suffix.removeprefix("."))
        above = "!" + link(chart.title, quote(f"{place.stem}{place.suffix}"))
    else:
        above = diagram(chart)
    return Made({**files, ".md": page(answer, place.link, above).encode()}, trouble)


def _missing(suffix: str) -> KBError | None:
    if suffix not in _PICTURES or find_spec("matplotlib") is not None:
        return None
    return KBError(
        f"no picture was drawn: a {suffix} file takes matplotlib, which is not installed",
        hint='Run `pip install "kb[charts]"` and the same command again: it costs nothing. The data and a page without'
        " the picture were written.",
    )


_HEAD = ("series", "label", "value", "unit", "as said", "sources")


def _rows(answer: Answer, chart: Charted) -> list[Sequence[str]]:
    return [
        (
            one.name,
            point.label,
            decimal(point.value),
            chart.unit,
            point.said.text,
            "; ".join(plain(answer, citation) for citation in point.said.citations),
        )
        for one in chart.series
        for point in one.points
    ]


def decimal(value: Decimal) -> str:
    """All its digits, without an exponent or zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def chart_data(chart: Charted) -> dict[str, object]:
    """What is drawn, as JSON values; numbers as text, so that no digit is lost."""
    series = [
        {
            "name": one.name,
            "points": [{"label": p.label, "value": decimal(p.value), "said": p.said.text} for p in one.points],
        }
        for one in chart.series
    ]
    about = {"title": chart.title, "kind": chart.kind, "unit": chart.unit, "x_label": chart.x_label}
    return {**about, "series": series, "notes": list(chart.notes)}


def _together(suffix: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((suffix, ".csv", ".md")))


FORM = Form("chart", (".svg", ".png", ".md"), _make, CHART, together=_together, printed=False)

"""Each value of a chart stands in its quote, with its sign, scale and unit; the chart misleads nobody."""

import csv
import io
import sys
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from answered import COST, SILT, answer, charted, inquiry, point

from kb.forms.chart import FORM, decimal
from kb.forms.drawing import drawn
from kb.forms.form import Place
from kb.forms.mermaid import bars, diagram
from kb.stages.amounts import Amount, Unit, amount
from kb.stages.axis import place
from kb.stages.chart import CHART, Charted

PROMPT = Path("prompts/chart.md").read_text(encoding="utf-8")
MORE = "In 2020 it was 55 tonnes of silt."
OTHER = "In 2020 the ministry found 70 tonnes of silt."
P2019, P2020 = point("2019", "40", 1, SILT), point("2020", "55", 2, MORE)


def values(chart):
    return [[(point.label, point.value) for point in one.points] for one in chart.series]


@pytest.mark.parametrize(
    ("said", "unit", "quote", "value"),
    [
        pytest.param("40", "tonnes", "40 tonnes", 40, id="as it stands"),
        pytest.param("8.2 billion", "USD", "$8.2 billion", 8_200_000_000, id="with its scale"),
        pytest.param("8.2", "USD bn", "$8.2 billion", 8_200_000_000, id="a scale in the unit"),
        pytest.param("8.2 billion", "USD bn", "$8.2 billion", 8_200_000_000, id="a scale in both"),
        pytest.param("8200000000", "USD bn", "$8.2 billion", 8_200_000_000, id="written out, a scale in the unit"),
        pytest.param("40", "", "forty men", 40, id="in words"),
        pytest.param("1,234", "t", "1234 tonnes", 1234, id="grouped"),
        pytest.param("12.5 %", "%", "it was 12.5%", Decimal("12.5"), id="a share"),
        pytest.param("-3", "%", "it changed by −3 %", -3, id="a minus"),
        pytest.param("-3", "%", "a loss of 3 %", -3, id="a loss"),
        pytest.param("5", "t", "5-6 t", 5, id="a range is no minus"),
    ],
)
def test_a_value_means_what_its_quote_means(said, unit, quote, value):
    assert amount(said, Unit.of(unit), [quote]).value == value


@pytest.mark.parametrize(
    ("said", "unit", "quote", "why"),
    [
        pytest.param("41", "t", "40 tonnes", "don't hold", id="another number"),
        pytest.param("8.2", "USD", "$8.2 billion", "don't hold", id="without its scale"),
        pytest.param("8.2 million", "USD", "$8.2 billion", "don't hold", id="another scale"),
        pytest.param("40 to 50", "t", "40 to 50 t", "not one number", id="a range"),
        pytest.param("about 40", "t", "about 40 t", "not one number", id="not only a number"),
        pytest.param("3", "t", "In March it was high", "don't hold", id="a month"),
        pytest.param("1", "t", "the first of them", "don't hold", id="an order"),
        pytest.param("NaN", "t", "NaN", "not one number", id="no number"),
        pytest.param("-3", "%", "it rose by 3 %", "below zero", id="a minus that nobody said"),
        pytest.param("3", "%", "it changed by -3 %", "above zero", id="a minus that was lost"),
        pytest.param("310 million", "USD", "it cost £310 million", "in pounds", id="another currency"),
        pytest.param("5", "USD", "it grew by 5 %", "in per cent", id="a share among sums"),
    ],
)
def test_a_value_that_its_quote_does_not_say_is_none(said, unit, quote, why):
    found = amount(said, Unit.of(unit), [quote])
    assert not isinstance(found, Amount)
    assert why in found


@pytest.mark.parametrize(
    ("text", "unit", "scale"),
    [
        ("USD bn", "USD", "bn"),
        ("million pounds", "pounds", "million"),
        ("millions of euros", "euros", "millions"),
        ("m", "m", ""),
    ],
)
def test_a_scale_is_no_part_of_a_unit(text, unit, scale):
    assert Unit.of(text) == Unit(unit, scale)


def test_points_that_stand_stay_and_others_are_told():
    found, (told,) = charted([SILT, MORE], P2019, P2020, point("2019", "41", 1, SILT))
    assert (found.enough, values(found)) == (True, [[("2019", 40), ("2020", 55)]])
    assert "dropped the point 2019: 41" in told


def test_a_value_in_a_title_is_not_in_the_quote():
    found, _ = charted([SILT], point("2019", "1", 1, "In 2019 the Trust measured"))
    assert (found.enough, found.series) == (False, ())


def test_what_two_quotes_say_alike_is_one_point_with_both():
    again = "In 2020, says the ministry, it was 55 tonnes."
    found, _ = charted([SILT, MORE, again], P2019, P2020, point("2020", "55", 3, again), kind="line")
    assert (found.kind, found.notes, values(found)) == ("line", (), [[("2019", 40), ("2020", 55)]])
    assert [one.source for one in found.sentences[1].citations] == ["s2", "s3"]


def test_a_year_that_the_passage_does_not_name_is_not_the_points():
    found, (told,) = charted([SILT], point("2021", "40", 1, "40 tonnes of silt"))
    assert (found.enough, found.notes) == (False, ())
    assert "does not speak of 2021" in told


def test_the_value_is_shown_as_it_was_said_with_its_unit():
    found, _ = charted([COST], point("cost", "310 million", 1, COST), unit="GBP")
    assert [one.text for one in found.sentences] == ["310 million GBP"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Silt in 2019", "Silt in 2019"),
        ("Silt doubled to 80", "What about the barrage?"),
        ("", "What about the barrage?"),
    ],
)
def test_a_title_says_no_number_of_its_own(title, shown):
    assert charted([SILT, MORE], P2019, P2020, title=title)[0].title == shown


def test_dates_stand_in_the_order_of_time():
    found, _ = charted([SILT, MORE], P2020, P2019, kind="line")
    assert (found.kind, values(found)) == ("line", [[("2019", 40), ("2020", 55)]])
    assert found.notes == ("The points stand in the order of their labels.",)


@pytest.mark.parametrize(
    ("points", "kind", "note"),
    [
        pytest.param([point("Trust", "40", 1, SILT), P2020], "bar", "neither dates nor numbers", id="a line of names"),
        pytest.param([P2019], "bar", "one value only", id="a single point"),
        pytest.param([P2019, P2020, point("2020", "70", 3, OTHER)], "scatter", "value for 2020", id="two at one place"),
    ],
)
def test_a_line_that_would_mislead_is_drawn_otherwise_and_told(points, kind, note):
    found, _ = charted([SILT, MORE, OTHER], *points, kind="line")
    assert found.kind == kind
    assert note in found.notes[-1]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2019", "2020"),
        ("2019-03", "2019-11"),
        ("31 March 2019", "1 April 2019"),
        ("Q2 2019", "Q3 2019"),
        ("9", "10.5"),
    ],
)
def test_labels_have_places(earlier, later):
    assert place(earlier) < place(later)


def test_words_have_no_place():
    assert [place(word) for word in ("Geely", "", "Infinity", "2019 or so")] == [None] * 4


def test_the_prompt_uses_what_the_stage_fills():
    assert "{{" not in CHART.request(inquiry(SILT), {"chart": PROMPT}).prompt


@pytest.fixture
def chart():
    return charted([SILT, MORE], P2019, P2020)[0]


def at(name):
    return Place(Path("/w/wiki"), Path("/w") / name)


def test_three_files_lie_side_by_side(chart):
    made = FORM.make(answer(chart), at("silt.svg"))
    assert (set(made.files), made.trouble) == ({".svg", ".csv", ".md"}, None)
    assert set(FORM.together(".svg")) == set(made.files)
    page = made.files[".md"].decode()
    assert "![Silt](silt.svg)" in page
    assert "| 2019 | 40 tonnes[^1] |" in page


def test_the_data_name_their_quotes(chart):
    head, first, _ = csv.reader(io.StringIO(FORM.make(answer(chart), at("x.svg")).files[".csv"].decode()))
    assert head == ["series", "label", "value", "unit", "as said", "sources"]
    assert first[:5] == ["", "2019", "40", "tonnes", "40 tonnes"]
    assert first[5].startswith(f'"{SILT}" — Talk s1, Ada, 0:12 (wiki/sources/s1.md')


def test_without_matplotlib_the_data_and_a_page_are_made_and_it_is_said_what_to_install(chart, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    made = FORM.make(answer(chart), at("silt.svg"))
    assert set(made.files) == {".csv", ".md"}
    assert "xychart-beta" in made.files[".md"].decode()
    assert 'pip install "kb[charts]"' in made.trouble.hint


def test_without_a_picture_a_diagram_is_on_the_page(chart):
    page = FORM.make(answer(chart), at("silt.md")).files[".md"].decode()
    assert '    x-axis "Year" ["2019", "2020"]\n    y-axis "tonnes"\n    bar [40, 55]\n```' in page


def test_a_diagram_cannot_be_left(chart):
    words = 'a"]\n```\n<b>%%{init}%%;'
    made = diagram(Charted(title=words, unit=words, x_label=words, series=chart.series))
    assert (made.count("```"), made.count('"'), len(made.splitlines())) == (2, 10, 7)


def test_the_longest_bar_is_the_largest_value(chart):
    assert [(name, len(bar)) for name, bar in bars(chart)] == [("2019", 29), ("2020", 40)]


@pytest.mark.parametrize("kind", ["svg", "png"])
@pytest.mark.parametrize("drawn_as", ["bar", "line", "scatter"])
def test_the_same_values_are_the_same_bytes(kind, drawn_as):
    chart, _ = charted([SILT, MORE], P2019, P2020, kind=drawn_as)
    assert drawn(chart, kind) == drawn(chart, kind)


def test_two_values_for_one_name_are_two_bars():
    series = [("", [point("Trust", "55", 1, MORE), point("Trust", "70", 2, OTHER)])]
    one, two = (charted([MORE, OTHER], series=[("", points)])[0] for points in (series[0][1][:1], series[0][1]))
    assert [words(drawn(chart, "svg")) >= {"Trust"} for chart in (one, two)] == [True, True]
    assert drawn(two, "svg").count(b"Trust</text>") == 2


def words(svg):
    return {"".join(one.itertext()) for one in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")}


def test_words_stand_in_the_picture_as_they_are(chart):
    nasty = "$x^2$ & <script>alert(1)</script>"
    series = (chart.series[0], type(chart.series[0])("_$a$ <b>", chart.series[0].points))
    made = Charted(title=nasty, unit="$", x_label="\\alpha $", kind="line", series=series)
    found = words(drawn(made, "svg"))
    assert {nasty, "$", "\\alpha $"} <= found
    assert any("_$a$ <b>" in one for one in found)


@pytest.mark.parametrize(
    ("value", "text"), [("8.20E+9", "8200000000"), ("1.50", "1.5"), ("100", "100"), ("-0.25", "-0.25")]
)
def test_all_digits_of_a_value_are_written(value, text):
    assert decimal(Decimal(value)) == text

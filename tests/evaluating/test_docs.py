"""docs/evaluation.md tells the truth about sets and figures."""

import re
from pathlib import Path

from kb.evaluating.golden_file import parse
from kb.evaluating.metrics import METRICS

DOCS = Path("docs/evaluation.md").read_text(encoding="utf-8")


def test_the_set_in_the_docs_can_be_read():
    (example,) = re.findall(r"(?s)```yaml\n(.*?)```", DOCS)
    first, second, third = parse(example, "eval.yaml")
    assert first.sources == (("the-town-that-bought-a-tide",), ("thread-1", "raw/talk.vtt"))
    assert (len(first.facts), len(first.required), len(second.before), third.answerable) == (3, 2, 1, False)


def test_every_figure_is_in_the_docs():
    names = {re.sub(r"^recall(?=@)|_median$|_p95$", "", name) for name in METRICS}
    assert [name for name in names if f"`{name}`" not in DOCS and f"`recall{name}`" not in DOCS] == []

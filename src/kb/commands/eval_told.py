"""A report on a golden set → what people see of it: figures, what changed, the worst questions with what was missed."""

from collections.abc import Iterator, Sequence

from kb.evaluating.comparing import Change, Comparison, Moved
from kb.evaluating.metrics import METRICS, Figure
from kb.evaluating.report import Report
from kb.evaluating.scoring import Scored
from kb.llm.prices import dollars
from kb.terminal import Terminal, count

_WORST = 10
_LONG = 100


def tell(report: Report, comparison: Comparison | None, terminal: Terminal) -> None:
    unanswerable = sum(not one.golden.answerable for one in report.scored)
    asked = count(len(report.scored), "question") + (f", {unanswerable} of them unanswerable" if unanswerable else "")
    terminal.say(f"{report.set}: {asked}; " + (report.engine or "retrieval only, nobody was asked"), "bold")
    terminal.say()
    _figures(report, comparison, terminal)
    if comparison is not None:
        _changes(comparison, terminal)
    _questions(report, terminal)
    if report.unasked:
        terminal.say(f"{count(report.unasked, 'question')} could not be asked.", "bold red")
    for text in report.missed:
        terminal.say(f"too low: {text}", "bold red")


def _figures(report: Report, comparison: Comparison | None, terminal: Terminal) -> None:
    changes = {change.name: change for change in comparison.changes} if comparison is not None else {}
    before = {name for name, change in changes.items() if change.before is not None}
    known = {name: figure for name, figure in report.figures.items() if figure.of or name in before}
    columns = ("figure", "value", "of") + (("before", "") if changes else ())
    terminal.table(columns, [_row(name, figure, changes.get(name)) for name, figure in known.items()])
    failed = sum(one.outcome == "failed" for one in report.scored)
    if failed:
        terminal.say(f"{count(failed, 'question')} got no reply: counted as neither answered nor refused.", "yellow")


def _row(name: str, figure: Figure, change: Change | None) -> tuple[str, ...]:
    metric = METRICS[name]
    row = (f"{name}  {metric.gist}", _value(name, figure.value), f"{figure.of:,} {metric.of}")
    if change is None:
        return row
    mark = {True: "better", False: "worse", None: ""}[change.better]
    return (*row, _value(name, change.before), mark)


def _value(name: str, value: float | None) -> str:
    if value is None:
        return "unknown"
    if name.startswith("usd"):
        return dollars(value)
    if name.startswith("seconds"):
        return f"{value:.2f} s"
    return f"{value:,.0f}" if METRICS[name].part == "cost" else f"{value:.3f}"


def _changes(comparison: Comparison, terminal: Terminal) -> None:
    terminal.say()
    for note in comparison.notes:
        terminal.say(f"Note: {note}.", "dim")
    for title, moved in (("better", comparison.better), ("worse", comparison.worse)):
        for one in moved:
            terminal.say(f"{title}: {_moved(one)}", "" if title == "better" else "yellow")
    for title, asked in (("new", comparison.added), ("no longer asked", comparison.gone)):
        if asked:
            terminal.say(f"{title}: {count(len(asked), 'question')}", "dim")


def _moved(moved: Moved) -> str:
    outcome = f" ({moved.was} → {moved.is_now})" if moved.was != moved.is_now else ""
    return f"{moved.before:.2f} → {moved.now:.2f}  {_short(moved.ask)}{outcome}"


def _questions(report: Report, terminal: Terminal) -> None:
    wanting = [(one, lines) for one in report.worst if (lines := list(_lost(one)))]
    terminal.say()
    for one, lines in wanting[:_WORST]:
        terminal.say(f"{one.score:.2f}  {_short(one.golden.ask)}  (line {one.golden.line})", "bold")
        for line in lines:
            terminal.say(f"      {line}")
    more = len(wanting) - _WORST
    if more > 0:
        terminal.say(f"... and {count(more, 'question')} more with something missing: --json lists all.", "dim")
    if not wanting and report.scored:
        terminal.say("No question misses anything.")


def _lost(one: Scored) -> Iterator[str]:
    """What was missed, line by line."""
    if one.outcome == "failed":
        yield "no reply"
    elif one.outcome != "not asked" and not one.right:
        yield "refused, and the wiki says it" if one.golden.answerable else "answered, and the wiki does not say it"
    if one.replied.missing:
        yield f"not found: {' · '.join(one.replied.missing)}"
    for group in one.found.unshown:
        yield f"not shown: {_group(group)}"
    for group in one.replied.uncited if one.outcome == "answered" else ():
        if group not in one.found.unshown:
            yield f"not cited: {_group(group)}"
    if one.outcome == "not asked" and not one.found.unshown and one.found.rank is not None and one.found.rank > 1:
        yield f"first expected source: passage {one.found.rank}"
    dropped = one.replied.kept.whole - one.replied.kept.part
    if dropped:
        yield f"{count(dropped, 'sentence')} dropped: no quote carried them"
    yield from _judged(one)


def _judged(one: Scored) -> Iterator[str]:
    if one.judged is None:
        return
    for fact, verdict in zip(one.golden.facts, one.judged.facts, strict=True):
        found = fact.text not in one.replied.missing
        if verdict == "contradicted" or not (fact.optional or (verdict == "stated") == found):
            yield f"judge: {verdict or 'nothing said'}: {fact.text}"
    for text, held, why in zip(one.replied.sentences, one.judged.sentences, one.judged.whys, strict=True):
        if held not in ("supported", None):
            yield f"judge: {held}: {_short(text)}" + (f" ({why})" if why else "")


def _group(group: Sequence[str]) -> str:
    return " or ".join(group)


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"

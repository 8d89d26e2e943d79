"""kb cost: what was asked of models, in tokens and dollars."""

import difflib
from dataclasses import asdict
from pathlib import Path

from kb.errors import UsageError
from kb.llm.costs import BY, Sum, sums, total
from kb.llm.prices import dollars
from kb.terminal import Terminal, count
from kb.workspace import Workspace

_COLUMNS = ("calls", "tokens in", "out", "cached", "cost")


def run(folder: Path, by: str, *, as_json: bool) -> int:
    """Exit code 0. Raises UsageError for something that calls can't be added up by."""
    if by not in BY:
        near = difflib.get_close_matches(by, BY, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(BY)}."
        raise UsageError(f"--by: calls can't be added up by {by!r}", hint=hint)
    terminal = Terminal(as_json)
    events = Workspace.find(folder.resolve()).calls.events()
    rows, whole = sums(events, by), total(events)
    if rows:
        terminal.table((by, *_COLUMNS), [_row(name, one) for name, one in [*rows.items(), ("total", whole)]])
    else:
        terminal.say("No model was asked here yet: nothing was spent.")
    if whole.unpriced:
        terminal.say(f"The cost of {count(whole.unpriced, 'call')} is not known and not in the sums.", "dim")
    data = [{by: name, **_as_data(one)} for name, one in rows.items()]
    terminal.data({"by": by, "rows": data, "total": _as_data(whole)})
    return 0


def _row(name: str, one: Sum) -> tuple[str, ...]:
    cached = f"{one.cache_read:,} ({one.hit:.0%})"
    return (name, f"{one.calls:,}", f"{one.prompt:,}", f"{one.output:,}", cached, _money(one))


def _money(one: Sum) -> str:
    if one.unpriced == one.calls:
        return "unknown"
    return dollars(one.usd) + (" + unknown" if one.unpriced else "")


def _as_data(one: Sum) -> dict[str, object]:
    usd = None if one.calls and one.unpriced == one.calls else one.usd
    return {**asdict(one), "usd": usd, "cached": one.hit}

"""`coverage=0.9,abstention=1` → what a run must reach, and what of it was missed."""

import difflib
from collections.abc import Collection, Iterable, Mapping

from kb.errors import UsageError
from kb.evaluating.metrics import METRICS, Figure

_SAME = 1e-9


def parse(given: Iterable[str], measured: Collection[str]) -> dict[str, float]:
    """Least values by metric. `measured` are the metrics that this run has. Raises UsageError."""
    parts = [part.strip() for text in given for part in text.split(",") if part.strip()]
    return dict(_threshold(part, measured) for part in parts)


def _threshold(part: str, measured: Collection[str]) -> tuple[str, float]:
    name, equals, text = (piece.strip() for piece in part.partition("="))
    possible = [metric.name for metric in METRICS.values() if metric.more]
    if name not in possible:
        near = difflib.get_close_matches(name, possible, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(possible)}."
        raise UsageError(f"--min: there is no least value for {name!r}", hint=hint)
    if name not in measured:
        raise UsageError(f"--min: this run does not measure {name}", hint=f"It has: {', '.join(measured)}.")
    value = _share(text) if equals else None
    if value is None:
        raise UsageError(f"--min: {part!r} gives no share", hint=f"Such as {name}=0.9 or {name}=90%.")
    return name, value


def _share(text: str) -> float | None:
    """From 0 to 1."""
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def missed(least: Mapping[str, float], figures: Mapping[str, Figure]) -> list[str]:
    """What was not reached, in words. What the set can't measure is not reached."""
    found = []
    for name, wanted in least.items():
        value = figures[name].value
        if value is None:
            found.append(f"{name}: the set has no {METRICS[name].of} to measure it by, {wanted:g} was asked for")
        elif value < wanted - _SAME:
            found.append(f"{name}: {value:.3f}, {wanted:g} was asked for")
    return found

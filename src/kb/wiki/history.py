"""Journal → log.md: what happened, newest first."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from kb.wiki.draft import Draft

NEWEST = 1000
_NAMED = 5


def history(events: Sequence[Mapping[str, object]]) -> Draft:
    """The log page of a journal's events, oldest first; beyond a thousand only the newest are shown."""
    shown = [event for event in events if event.get("event") in _SENTENCES][-NEWEST:][::-1]
    parts = ["# Log"]
    for day, group in groupby(shown, key=lambda event: str(event["at"])[:10]):
        lines = (f"* {str(event['at'])[11:16]} {sentence(event)}" for event in group)
        parts.append(f"## {day}\n\n" + "\n".join(lines))
    return Draft("log.md", {}, "\n\n".join(parts))


def sentence(event: Mapping[str, object]) -> str:
    """One event in words."""
    tell = _SENTENCES.get(str(event.get("event")))
    return tell(event) if tell is not None else f"{event.get('event', 'unknown event')}."


def _compiled(event: Mapping[str, object]) -> str:
    pages = [f"{_count(event, kind)} {kind}" + _which(event, kind) for kind in ("added", "changed", "removed")]
    some = [part for part, kind in zip(pages, ("added", "changed", "removed"), strict=True) if _paths(event, kind)]
    return f"Compiled with the {event.get('engine', 'unknown')} engine: {'; '.join(some) or 'no page changed'}."


def _ingested(event: Mapping[str, object]) -> str:
    some = _count(event, "sources")
    return f"Ingested {some} new or changed source{'' if some == 1 else 's'}" + _which(event, "sources") + "."


def _answered(event: Mapping[str, object]) -> str:
    return "Saved an answer" + _which(event, "answers") + "."


def _count(event: Mapping[str, object], kind: str) -> int:
    return len(_paths(event, kind))


def _paths(event: Mapping[str, object], kind: str) -> list[str]:
    found = event.get(kind)
    return [str(path) for path in found] if isinstance(found, list) else []


def _which(event: Mapping[str, object], kind: str) -> str:
    """The first few by name; a page that is gone by now must not leave a dead link, so none is a link."""
    paths = _paths(event, kind)
    named = ", ".join(f"`{path.removesuffix('.md')}`" for path in paths[:_NAMED])
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return f" ({named}{more})" if named else ""


_SENTENCES = {"compile": _compiled, "ingest": _ingested, "ask": _answered}

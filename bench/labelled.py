"""Labelled sentences: those that their passages support, and those that they do not, read from the sets' own files."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.verifying.known import Known

ORACLE = "wice_oracle_dev.jsonl"
CLAIMS = "wice_claim_dev.jsonl"


@dataclass(frozen=True, slots=True)
class Labelled:
    sentence: str
    quotes: Sequence[str]
    supported: bool
    group: str
    """What it shares with the sentences that are kept on the same side of every cut: its article or its document."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A supported sentence, the words that support it, and the whole document that these stand in."""

    sentence: str
    quotes: Sequence[str]
    document: str
    known: Known = field(default_factory=Known)


def sets(folder: Path) -> dict[str, list[Labelled]]:
    """By name: WiCE's oracle passages (supported against partially and not supported), SummEdits by its domains."""
    found = {"wice": list(_wice(folder / ORACLE))}
    for path in sorted(folder.glob("summedits_*.json")):
        rows = json.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = [Labelled(r["summary"], (r["doc"],), r["label"] == 1, r["doc"][:200]) for r in rows]
    return found


def _wice(path: Path) -> Iterator[Labelled]:
    for row in _rows(path):
        yield Labelled(row["claim"], row["evidence"], row["label"] == "supported", row["meta"]["claim_title"])


def cited(folder: Path) -> Iterator[Cited]:
    """WiCE's supported claims with all sentences that their annotators named."""
    for row in _rows(folder / CLAIMS):
        named = sorted({at for one in row["supporting_sentences"] for at in one})
        if row["label"] == "supported" and named:
            quotes = [row["evidence"][at] for at in named]
            yield Cited(row["claim"], quotes, "\n".join(row["evidence"]), Known((row["meta"]["claim_title"],)))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)

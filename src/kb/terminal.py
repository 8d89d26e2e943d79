"""What commands say: people on a terminal, plain lines in a pipe, one JSON object with --json."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from kb.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rich.console import Console

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_SHOWN = 20
_WIDE = 10_000
"""A table takes what it needs: a terminal breaks lines that are too long, and a pipe needs them whole."""


class Advance(Protocol):
    """Moves a progress line: `step` names the kind of work, as often as one unit of it is done."""

    def __call__(self, step: str) -> None: ...


@dataclass(slots=True)
class Terminal:
    """Where a command's words go. With `as_json` only `data` is printed, on standard output."""

    as_json: bool = False
    _console: "Console | None" = field(default=None, init=False)

    @property
    def console(self) -> "Console":
        if self._console is None:
            from rich.console import Console

            self._console = Console(stderr=self.as_json, highlight=False, soft_wrap=True, emoji=False)
        return self._console

    def say(self, text: str = "", style: str = "") -> None:
        """A line for people; markup in it is not interpreted."""
        if not self.as_json:
            self.console.print(text, style=style or None, markup=False)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Rows under the names of their columns; all but the first column are numbers, and stand at the right."""
        if self.as_json:
            return
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for number, name in enumerate(columns):
            table.add_column(name, justify="right" if number else "left", no_wrap=True)
        for row in rows:
            table.add_row(*map(Text, row))
        Console(highlight=False, width=_WIDE).print(table)

    def data(self, value: object) -> None:
        """The result for machines."""
        if self.as_json:
            json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
            sys.stdout.write("\n")

    def findings(self, diagnostics: Sequence[Diagnostic]) -> None:
        """The worst first; beyond twenty only the count of the rest."""
        rank = list(Severity)
        ordered = sorted(diagnostics, key=lambda d: (rank.index(d.severity), d))
        for found in ordered[:_SHOWN]:
            self.say(f"{found.severity}: {found.path or 'engine'}: {found.message}", STYLES[found.severity])
            if found.hint:
                self.say(f"  {found.hint}", "dim")
        if len(ordered) > _SHOWN:
            self.say(f"… and {len(ordered) - _SHOWN} more (--json lists all)", "dim")

    @contextmanager
    def progress(self, title: str) -> Iterator[Advance]:
        """A line that counts while work is done, on a terminal only, and leaves no trace."""
        if self.as_json or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
            yield lambda step: None
            return
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        counts: dict[str, int] = {}
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(title)

            def advance(step: str) -> None:
                counts[step] = counts.get(step, 0) + 1
                bar.update(task, description=f"{title}: {', '.join(f'{n} {s}' for s, n in counts.items())}")

            yield advance


def count(number: int, noun: str) -> str:
    """1 page, 2 pages, 1,200 pages."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def as_data(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """Diagnostics as JSON values, in the order of place."""
    return [
        {
            "path": d.path,
            "line": d.line,
            "column": d.column,
            "code": d.code,
            "rule": d.rule,
            "severity": str(d.severity),
            "message": d.message,
            "hint": d.hint,
        }
        for d in sorted(diagnostics)
    ]

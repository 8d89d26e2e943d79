"""What commands say: people on a terminal, plain lines in a pipe, one JSON object with --json."""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from kb.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from kb.console import Console

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_FEW = {Severity.ERROR: 10, Severity.WARNING: 5, Severity.INFO: 5}
"""Findings of one kind that are told one by one."""
_WIDE = 10_000
"""A table takes what it needs: a terminal breaks lines that are too long, and a pipe needs them whole."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def inert(text: str) -> str:
    """A text that can't steer the terminal, each character in its place."""
    return _CONTROL.sub(" ", text)


class Advance(Protocol):
    """Moves a progress line: `step` names the kind of work, as often as one unit of it is done."""

    def __call__(self, step: str) -> None: ...


@dataclass(slots=True)
class Terminal:
    """Where a command's words go. With `as_json` only `data` is printed, on standard output; with `aside` that is left
    to `file`."""

    as_json: bool = False
    aside: bool = False
    _console: "Console | None" = field(default=None, init=False)

    @property
    def console(self) -> "Console":
        if self._console is None:
            from kb.console import Console

            self._console = Console(stderr=self.as_json or self.aside, highlight=False, soft_wrap=True, emoji=False)
        return self._console

    def say(self, text: str = "", style: str = "") -> None:
        """A line for people, or several; markup in it is not interpreted, and it can't steer the terminal."""
        if not self.as_json:
            self.console.print(inert(text), style=style or None, markup=False)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Rows under the names of their columns; all but the first column are numbers, and stand at the right."""
        if self.as_json:
            return
        from rich.table import Table
        from rich.text import Text

        from kb.console import Console

        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for number, name in enumerate(columns):
            table.add_column(name, justify="right" if number else "left", no_wrap=True)
        for row in rows:
            table.add_row(*map(Text, row))
        Console(highlight=False, width=_WIDE).print(table)

    def words(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Rows of words; on a terminal long cells go on below, in a pipe each row is a line."""
        if self.as_json:
            return
        from rich.table import Table
        from rich.text import Text

        from kb.console import Console

        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for name in columns:
            table.add_column(Text(_CONTROL.sub(" ", name)), overflow="fold")
        for row in rows:
            table.add_row(*(Text(_CONTROL.sub(" ", cell)) for cell in row))
        Console(highlight=False, emoji=False, width=None if sys.stdout.isatty() else _WIDE).print(table)

    def file(self, text: str) -> None:
        """A file's text on standard output, as it is."""
        if not self.as_json:
            sys.stdout.write(text)

    def coloured(self, text: str, style: str) -> None:
        """A line of a file's text: coloured and harmless on a terminal, as it is in a pipe."""
        if sys.stdout.isatty():
            from kb.console import Console

            Console(highlight=False, soft_wrap=True, emoji=False).print(inert(text), style=style, markup=False, end="")
        else:
            self.file(text)

    def data(self, value: object) -> None:
        """The result for machines."""
        if self.as_json:
            json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
            sys.stdout.write("\n")

    def findings(self, diagnostics: Sequence[Diagnostic]) -> None:
        """The worst first, kind by kind; of a kind with many only a few, of mere notes only their number."""
        rank = list(Severity)
        ordered = sorted(diagnostics, key=lambda d: (rank.index(d.severity), d.code, d))
        for _, kind in groupby(ordered, key=lambda d: (d.severity, d.code)):
            self._kind(list(kind))

    def _kind(self, found: Sequence[Diagnostic]) -> None:
        first, few = found[0], _FEW[found[0].severity]
        mere = first.severity is Severity.INFO and not any(one.hint for one in found)
        shown = found if len(found) <= few else [] if mere else found[:few]
        for one in shown:
            self.say(f"{one.severity}: {one.path or 'engine'}: {one.message}", STYLES[one.severity])
            if one.hint:
                self.say(f"  {one.hint}", "dim")
        rest = len(found) - len(shown)
        if rest:
            more = f"{rest:,} {'more ' if shown else ''}× {first.rule} (kb explain {first.code}; --json lists all)"
            self.say(f"{first.severity}: {more}", STYLES[first.severity])

    @contextmanager
    def progress(self, title: str) -> Iterator[Advance]:
        """A line that counts while work is done, on a terminal only, and leaves no trace."""
        if self.as_json or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
            yield lambda step: None
            return
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        from kb.console import Console

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

"""What kb says of itself → the generated pages: docs/cli.md, docs/rules.md, docs/formats.md, the session in README.md.

python tools/reference.py            writes what changed
python tools/reference.py --check    writes nothing; exit code 1 when a page is out of date
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

# Before typer is imported: the page shows plain text of one width, wherever it is made.
os.environ |= {"TYPER_USE_RICH": "0", "COLUMNS": "100", "NO_COLOR": "1"}

from typer import Typer
from typer.main import get_command
from typer.testing import CliRunner

from formats import formats_page
from kb.cli import app
from kb.lint.rule import Rule, rules
from kb.reports import REPORTS, Report
from session import readme

DOCS = Path(__file__).resolve().parent.parent / "docs"
NOTE = "<!-- Written by `make docs`: change the code's own words instead. -->"


def cli_page(app: Typer) -> str:
    parts = ["# Commands", NOTE]
    for words in _commands(app):
        title = " ".join(["kb", *words])
        parts += [f"## {title}", f"```text\n{_help(app, words)}\n```"]
    return "\n\n".join(parts) + "\n"


def _commands(app: Typer) -> Iterator[tuple[str, ...]]:
    yield ()
    found = get_command(app)
    for name, command in getattr(found, "commands", {}).items():
        if not command.hidden:
            yield (name,)


def _help(app: Typer, words: tuple[str, ...]) -> str:
    shown = CliRunner().invoke(app, [*words, "--help"], prog_name="kb", terminal_width=100)
    if shown.exit_code:
        raise SystemExit(f"kb {' '.join(words)} --help failed: {shown.output}")
    return "\n".join(line.rstrip() for line in shown.output.strip().splitlines())


def rules_page(rules: Sequence[Rule | Report]) -> str:
    """One section for each rule: what `kb explain` prints."""
    index = [f"| [{rule.code}](#{_anchor(rule)}) | {rule.name} | {rule.severity} |" for rule in rules]
    table = "\n".join(["| code | rule | severity |", "| --- | --- | --- |", *index])
    return "\n\n".join(["# Lint rules and reports", NOTE, table, *(f"## {rule.page}" for rule in rules)]) + "\n"


def _anchor(rule: Rule | Report) -> str:
    """Where GitHub puts the section whose heading is the rule's code and name."""
    return f"{rule.code}-{rule.name}".lower()


def outdated(pages: dict[Path, str]) -> list[Path]:
    return [path for path, text in pages.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]


def main(argv: list[str]) -> int:
    pages = {
        DOCS / "cli.md": cli_page(app),
        DOCS / "rules.md": rules_page([*rules(), *REPORTS]),
        DOCS / "formats.md": formats_page(),
        DOCS.parent / "README.md": readme(),
    }
    changed = outdated(pages)
    for path in changed:
        if "--check" not in argv:
            path.write_text(pages[path], encoding="utf-8", newline="\n")
        print(f"{path.name}: {'out of date; run: make docs' if '--check' in argv else 'written'}")
    return 1 if changed and "--check" in argv else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

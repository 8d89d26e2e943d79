"""kb explain: the page of a lint rule, or of a kind of report that other commands make."""

import difflib

from kb.errors import UsageError
from kb.lint.rule import Rule, rules
from kb.reports import REPORTS, Report
from kb.terminal import Terminal


def run(wanted: str) -> int:
    """Exit code 0. Raises UsageError when no rule has that code or name."""
    terminal = Terminal()
    if wanted == "all":
        for rule in _pages():
            terminal.say(f"{rule.code} {rule.name:24} {rule.severity:8} {_gist(rule)}")
        return 0
    rule = _named(wanted)
    terminal.say(rule.page)
    terminal.say()
    terminal.say(f"It is {_ARTICLES[rule.severity]}.", "dim")
    if isinstance(rule, Rule):
        terminal.say(f"Where it is all right: <!-- kb: allow {rule.name} --> on its line or the line above.", "dim")
    return 0


_ARTICLES = {"error": "an error: the command ends with exit code 1", "warning": "a warning", "info": "only a note"}


def _pages() -> list[Rule | Report]:
    return [*rules(), *REPORTS]


def _gist(rule: Rule | Report) -> str:
    """The first sentence of the page."""
    paragraph = " ".join(rule.page.split("\n\n")[1].split())
    return paragraph.partition(". ")[0].rstrip(".") + "."


def _named(wanted: str) -> Rule | Report:
    for rule in _pages():
        if wanted.upper() == rule.code or wanted == rule.name:
            return rule
    known = [word for rule in _pages() for word in (rule.code, rule.name)]
    near = difflib.get_close_matches(wanted, known, n=1, cutoff=0)[0]
    raise UsageError(f"nothing is called {wanted!r}; did you mean {near}?", hint="kb explain all lists them.")

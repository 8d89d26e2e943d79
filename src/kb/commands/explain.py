"""kb explain: the page of a lint rule."""

import difflib

from kb.errors import UsageError
from kb.lint.rule import Rule, rules
from kb.terminal import Terminal


def run(wanted: str) -> int:
    """Exit code 0. Raises UsageError when no rule has that code or name."""
    terminal = Terminal()
    if wanted == "all":
        for rule in rules():
            terminal.say(f"{rule.code} {rule.name:24} {rule.severity:8} {_gist(rule)}")
        return 0
    rule = _named(wanted)
    terminal.say(rule.page)
    terminal.say()
    terminal.say(f"A finding of this rule is {_ARTICLES[rule.severity]}.", "dim")
    terminal.say(f"Where it is all right: <!-- kb: allow {rule.name} --> on its line or the line above.", "dim")
    return 0


_ARTICLES = {"error": "an error: kb lint ends with exit code 1", "warning": "a warning", "info": "only a note"}


def _gist(rule: Rule) -> str:
    """The first sentence of the page."""
    paragraph = " ".join(rule.page.split("\n\n")[1].split())
    return paragraph.partition(". ")[0].rstrip(".") + "."


def _named(wanted: str) -> Rule:
    for rule in rules():
        if wanted.upper() == rule.code or wanted == rule.name:
            return rule
    known = [word for rule in rules() for word in (rule.code, rule.name)]
    near = difflib.get_close_matches(wanted, known, n=1, cutoff=0)[0]
    raise UsageError(f"no lint rule is called {wanted!r}; did you mean {near}?", hint="kb explain all lists them.")

"""An outcome → workflow commands of GitHub Actions, which show each finding at its line in a pull request.

GitHub shows the first ten errors, ten warnings and ten notices of a step; all of them stand in the step's log.
"""

from kb.diagnostics import Diagnostic, Severity
from kb.lint.outcome import Outcome, ranked
from kb.lint.report import closing

SHOWN = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def report(outcome: Outcome) -> str:
    """The worst first, so that what GitHub leaves out matters least; the last lines are for who reads the log."""
    told = [_command(one, outcome.top) for one in ranked(outcome.found)]
    most = max((sum(one.severity is severity for one in outcome.found) for severity in Severity), default=0)
    if most > SHOWN:
        told.append(f"GitHub shows {SHOWN} findings of each severity at their lines; all stand in this log.")
    return "".join(f"{line}\n" for line in (*told, *outcome.notes, closing(outcome)))


def _command(one: Diagnostic, top: str) -> str:
    place = {"file": top + one.path, "line": one.line or 1, "col": one.column or None}
    title = {"title": f"{one.code} {one.rule}"}
    properties = ",".join(
        f"{key}={_escaped(str(value), _PROPERTY)}" for key, value in {**place, **title}.items() if value
    )
    message = f"{one.message}\n{one.hint}" if one.hint else one.message
    return f"::{_COMMANDS[one.severity]} {properties}::{_escaped(message, _DATA)}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(char, char) for char in text)

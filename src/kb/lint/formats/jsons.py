"""An outcome → one JSON object, whose shape stays: keys may be added to it. docs/lint.md describes it."""

import json

from kb.diagnostics import Diagnostic, Fix
from kb.lint.outcome import Outcome
from kb.lint.report import counts


def report(outcome: Outcome) -> str:
    return json.dumps(data(outcome), ensure_ascii=False, indent=2) + "\n"


def data(outcome: Outcome) -> dict[str, object]:
    return {
        "pages": outcome.pages,
        **counts(outcome.found),
        "failed": outcome.failed,
        "baseline": {"known": outcome.known, "gone": outcome.gone},
        "judged": {code: {"judged": judged, "of": of} for code, (judged, of) in outcome.judged.items()},
        **({"web": outcome.web} if outcome.web is not None else {}),
        "diagnostics": [_finding(one, outcome.fingerprints.get(one, "")) for one in outcome.found],
    }


def _finding(one: Diagnostic, fingerprint: str) -> dict[str, object]:
    return {
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "code": one.code,
        "rule": one.rule,
        "severity": str(one.severity),
        "message": one.message,
        "hint": one.hint,
        "fingerprint": fingerprint,
        "fix": _fix(one.fix) if one.fix is not None else None,
    }


def _fix(fix: Fix) -> dict[str, object]:
    return {"grade": fix.grade, "title": fix.title, "edits": [edit._asdict() for edit in fix.edits]}

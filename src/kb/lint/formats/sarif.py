"""An outcome → SARIF 2.1.0, which code scanning and editors read.

Paths are relative to the top of the repository; where that is on this machine is nobody's business.
"""

import json
import re
from collections.abc import Sequence
from typing import TypeAlias
from urllib.parse import quote

from kb import __version__
from kb.diagnostics import Diagnostic, Edit, Fix, Severity
from kb.lint.outcome import Explained, Outcome, gist

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool"

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "REPOSITORY"
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def report(outcome: Outcome) -> str:
    run: Json = {
        "tool": {"driver": {"name": "kb", "semanticVersion": __version__, "rules": [*map(_rule, outcome.rules)]}},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The top of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": _results(outcome),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Explained) -> Json:
    title, _, page = rule.page.partition("\n\n")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _literal(title)},
        "fullDescription": {"text": _literal(gist(rule))},
        "help": {"text": _literal(page), "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _results(outcome: Outcome) -> Json:
    index = {rule.code: number for number, rule in enumerate(outcome.rules)}
    return [
        {
            "ruleId": one.code,
            "ruleIndex": index.get(one.code, -1),
            "level": _LEVELS[one.severity],
            "message": {"text": _literal(f"{one.message}\n{one.hint}" if one.hint else one.message)},
            "locations": [{"physicalLocation": {"artifactLocation": _file(one, outcome.top), "region": _region(one)}}],
            **_fingerprints(outcome.fingerprints.get(one, "")),
            **_fixes(one, outcome.top),
        }
        for one in outcome.found
    ]


def _literal(text: str) -> str:
    """A text in which nothing is taken for a placeholder or a link (3.11.5, 3.11.6 of the specification)."""
    return _LINK.sub(r"\\[", text.replace("{", "{{").replace("}", "}}"))


def _file(one: Diagnostic, top: str) -> Json:
    return {"uri": quote(top + one.path), "uriBaseId": ROOT}


def _region(one: Diagnostic) -> Json:
    """Code scanning wants a line, so a finding about the whole file is shown at its first."""
    return {"startLine": one.line or 1, **({"startColumn": one.column} if one.line and one.column else {})}


def _fingerprints(fingerprint: str) -> dict[str, Json]:
    return {"partialFingerprints": {"kbFinding/v1": fingerprint}} if fingerprint else {}


def _fixes(one: Diagnostic, top: str) -> dict[str, Json]:
    """Every fix but suggestions, which need a person's words."""
    if one.fix is None or one.fix.grade == "suggestion" or not one.fix.edits:
        return {}
    return {"fixes": [_fix(one.fix, _file(one, top))]}


def _fix(fix: Fix, file: Json) -> Json:
    title = fix.title if fix.grade == "safe" else f"{fix.title} ({fix.grade})"
    return {
        "description": {"text": _literal(title)},
        "artifactChanges": [{"artifactLocation": file, "replacements": _replacements(fix.edits)}],
    }


def _replacements(edits: Sequence[Edit]) -> Json:
    return [
        {
            "deletedRegion": {
                "startLine": edit.line,
                "startColumn": edit.column,
                "endLine": edit.end_line,
                "endColumn": edit.end_column,
            },
            "insertedContent": {"text": edit.text},
        }
        for edit in edits
    ]

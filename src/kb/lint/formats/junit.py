"""An outcome → JUnit XML, which most CI servers show as tests: a suite a file, a case a finding.

What fails the run is a failure, what doesn't is a skipped test that says why.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree

from kb.diagnostics import Diagnostic
from kb.lint.outcome import WORDS, Outcome
from kb.lint.report import place

_UNHOLDABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""


def report(outcome: Outcome) -> str:
    suites = ElementTree.Element("testsuites", {"name": "kb lint"})
    files = {path: list(found) for path, found in groupby(outcome.found, key=lambda one: one.path)}
    for path, found in files.items():
        suite = _suite(suites, path, len(found))
        _count(suite, found, outcome)
        for one in found:
            _case(suite, one, outcome)
    clean = sum(1 for path in files if path.startswith("wiki/"))
    suite = _suite(suites, "kb lint", 1)
    _count(suite, [], outcome)
    rest = max(0, outcome.pages - clean)
    name = f"{rest:,} page{'' if rest == 1 else 's'} without a finding"
    ElementTree.SubElement(suite, "testcase", {"classname": "kb lint", "name": name, "time": "0"})
    _total(suites, outcome)
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, "unicode") + "\n"


def _suite(suites: ElementTree.Element, name: str, tests: int) -> ElementTree.Element:
    return ElementTree.SubElement(suites, "testsuite", {"name": _held(name), "tests": str(tests)})


def _total(suites: ElementTree.Element, outcome: Outcome) -> None:
    suites.set("tests", str(len(outcome.found) + 1))
    _count(suites, outcome.found, outcome)


def _count(element: ElementTree.Element, found: Sequence[Diagnostic], outcome: Outcome) -> None:
    failures = sum(map(outcome.fails, found))
    counts = {"failures": failures, "errors": 0, "skipped": len(found) - failures, "time": 0}
    for key, value in counts.items():
        if element.tag == "testsuite" or key != "skipped":
            element.set(key, str(value))


def _case(suite: ElementTree.Element, one: Diagnostic, outcome: Outcome) -> None:
    where = place(one)
    at = where.removeprefix(one.path).removeprefix(":")
    name = f"{one.code} {one.rule}" + (f" at {at}" if at else "")
    case = ElementTree.SubElement(suite, "testcase", {"classname": _held(one.path), "name": name, "time": "0"})
    said = {"message": _held(one.message)}
    if outcome.fails(one):
        failure = ElementTree.SubElement(case, "failure", {**said, "type": WORDS[one.severity]})
        failure.text = _held("\n".join(filter(None, (f"{where}: {one.message}", one.hint))))
    else:
        ElementTree.SubElement(case, "skipped", {"message": f"{WORDS[one.severity]}: {said['message']}"})


def _held(text: str) -> str:
    return _UNHOLDABLE.sub("\ufffd", text)

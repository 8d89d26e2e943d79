"""What is kept of a page that was checked ↔ a row of texts, each taken apart only when it is needed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from kb.diagnostics import Edit, Fix, Grade, Severity
from kb.digest import Digest
from kb.lint.rule import Finding
from kb.lint.suppressions import Allowance, Allowances

if TYPE_CHECKING:
    from kb.lint.around import Part
    from kb.lint.consulted import Needed
    from kb.lint.targets import Question

_BETWEEN = "\x1f"
"""Between the parts of a text. JSON writes it in another way, and no path has it: they are printable."""
_EVERYTHING = "*"
Found = tuple[str, Finding]
"""The code of a rule, and what it found."""
_dumps = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class Row(NamedTuple):
    """No text has a tab or a line end in it."""

    path: str
    stamp: str
    """What the file looked like from outside; empty where that tells nothing."""
    digest: Digest
    """Of its bytes."""
    decodes: str
    """Empty for a page that is not UTF-8."""
    resource: str
    """What the front matter says that it is made from."""
    allowed: str
    """What its comments allow; empty where it has none."""
    consulted: str
    """The other pages that what follows depends on, each with its digest; `*` for whatever there is."""
    answers: str
    """The targets that it depends on, each with what was told of it."""
    found: str
    """By the rules that look at pages one by one; empty where they found nothing."""
    gathered: str
    """For the rules that look at the whole wiki, in their order, a text for each: empty for what they need not know."""


class Whole(NamedTuple):
    """What a rule found, and what that depends on."""

    gathered: str
    """Digest of all that it knew of pages."""
    around: Mapping["Part", str]
    """Digests of what it asked for besides."""
    found: str


def packed_text(text: str) -> str:
    return _dumps(text)


def text_of(packed: str) -> str:
    return cast(str, json.loads(packed))


def packed_consulted(needed: "Needed") -> str:
    if needed.everything:
        return _EVERYTHING
    # What can't be printed is no page and never will be.
    return _BETWEEN.join(f"{path} {was}" for path, was in needed.pages.items() if was or path.isprintable())


def consulted(packed: str) -> Sequence[str] | None:
    """`path digest` of each page, without a digest where there was none; None for whatever there is."""
    return None if packed == _EVERYTHING else packed.split(_BETWEEN) if packed else ()


def packed_answers(needed: "Needed") -> str:
    return _dumps([[how, target, *told] for (how, target), told in needed.answers.items()]) if needed.answers else ""


def answers(packed: str) -> Iterable[tuple["Question", str, list[str]]]:
    for how, target, *told in json.loads(packed) if packed else ():
        yield how, target, told


def packed_gathered(values: Iterable[object]) -> str:
    return _BETWEEN.join("" if one is None else _dumps(one) for one in values)


def gathered(packed: str) -> Sequence[str]:
    return packed.split(_BETWEEN)


def packed_findings(found: Sequence[Found]) -> str:
    return _dumps([[code, *one[:6], _fix_as_data(one.fix)] for code, one in found]) if found else ""


def findings(packed: str) -> list[Found]:
    """Raises what a text that was not packed here leads to: ValueError, TypeError, KeyError."""
    return [_found(*row) for row in json.loads(packed)] if packed else []


def packed_allowances(allowed: Allowances | None) -> str:
    if allowed is None:
        return ""
    each = [[getattr(one, name) for name in Allowance.__slots__] for one in allowed.each]
    return _dumps([allowed.front_ends, each])


def allowances(packed: str) -> Allowances:
    front_ends, each = json.loads(packed)
    return Allowances(front_ends, tuple(_allowance(*one) for one in each))


def _allowance(*kept: object) -> Allowance:
    line, column, words, first, last, whole, removal, shrinking, fault = cast(
        tuple[int, int, list[str], int, int, bool, list[list[object]], list[object] | None, str], kept
    )
    edits = tuple(map(_edit, removal))
    shrunk = _edit(shrinking) if shrinking else None
    return Allowance(line, column, tuple(words), first, last, whole, edits, shrunk, fault)


def _edit(kept: list[object]) -> Edit:
    return Edit(*cast(tuple[int, int, int, int, str], kept))


def _fix_as_data(fix: Fix | None) -> object:
    return [fix.grade, fix.title, fix.edits] if fix is not None else None


def _found(code: str, *rest: object) -> Found:
    path, line, column, message, hint, severity, fix = cast(
        tuple[str, int, int, str, str, str | None, tuple[Grade, str, list[list[object]]] | None], rest
    )
    made = Fix(fix[0], fix[1], tuple(map(_edit, fix[2]))) if fix else None
    return code, Finding(path, line, column, message, hint, Severity(severity) if severity else None, made)

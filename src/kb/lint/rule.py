"""What a rule is, and finding every rule there is: adding one is adding a module to `kb.lint.rules`."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol, cast

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle


class Finding(NamedTuple):
    """Where a rule found its fault, and what is to be done. Line and column as in a `Diagnostic`."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    severity: Severity | None = None
    """Where it differs from the rule's."""


Check = Callable[[Bundle], Iterable[Finding]]


class RuleModule(Protocol):
    """A module of `kb.lint.rules`. Its name is the rule's, its docstring the page that `kb explain` prints."""

    CODE: str
    SEVERITY: Severity

    def check(self, bundle: Bundle) -> Iterable[Finding]:
        """Every place of the bundle that has the fault."""
        ...


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    """Permanent: a code is never given to another fault."""
    name: str
    """The fault, so that it reads after "allow"."""
    severity: Severity
    page: str
    """What it finds, why that matters, an example, how to mend it; markdown that begins with code and name."""
    check: Check


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    package = importlib.import_module("kb.lint.rules")
    found = [_rule(f"{package.__name__}.{module.name}") for module in pkgutil.iter_modules(package.__path__)]
    return tuple(sorted(found, key=lambda rule: rule.code))


def _rule(path: str) -> Rule:
    module = importlib.import_module(path)
    rule = cast(RuleModule, module)
    name = path.rpartition(".")[2].replace("_", "-")
    return Rule(rule.CODE, name, rule.SEVERITY, (module.__doc__ or "").strip(), rule.check)

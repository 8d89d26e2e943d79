"""What a rule is, and finding every rule there is: adding one is adding a module to `kb.lint.rules`."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from kb.diagnostics import Fix, Severity
from kb.digest import Digest
from kb.lint.bundle import Bundle
from kb.lint.consulted import Consulted
from kb.wiki.page import Page

if TYPE_CHECKING:
    from kb.lint.judged import Judging
    from kb.lint.suppressions import Tried


class Finding(NamedTuple):
    """Where a rule found its fault, and what is to be done. Line and column as in a `Diagnostic`."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    severity: Severity | None = None
    """Where it differs from the rule's."""
    fix: Fix | None = None


Check = Callable[[Bundle], Iterable[Finding]]
CheckPage = Callable[[Page], Iterable[Finding]]
CheckCited = Callable[[Page, Bundle], Iterable[Finding]]
CheckAllowance = Callable[["Tried"], Iterable[Finding]]


class RuleModule(Protocol):
    """A module of `kb.lint.rules`. Its name is the rule's, its docstring the page that `kb explain` prints.

    Besides it has one of three functions, the first of these that will do, for the less a finding depends on, the
    longer it is remembered:

    - `check_page(page)`: what the text of a page alone tells;
    - `check_cited(page, bundle)`: what a page and the pages that it links to and cites tell;
    - `check(bundle)`: what the whole wiki tells. Of pages that did not change their outlines are at hand (front
      matter, headings, links, footnotes, comments); what needs their text, blocks or sentences reads them all again.

    A rule about suppressions has `check_allowance(tried)` instead: what the others' findings tell of a comment.
    A rule that needs a model has `JUDGED` instead, a `Judged`: what it asks, about what, and what it makes of replies.
    It is looked for with `kb lint --judge` only, and is never an error: its findings are a model's opinions.
    """

    CODE: str
    SEVERITY: Severity


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
    """Every place of a bundle that has the fault."""
    of_page: CheckPage | None = None
    """The same for one page, where its text decides."""
    of_cited: CheckCited | None = None
    """The same for one page, where that and the pages it links to and cites decide."""
    check_allowance: CheckAllowance = lambda tried: ()
    """What is wrong with a comment that allows findings, once all other rules have run."""
    judged: "Judging | None" = None
    """What a model has to be asked; None where a rule needs none. `check` finds nothing where it does."""

    @property
    def of_all(self) -> bool:
        """Whether only the whole wiki decides."""
        return self.of_page is None and self.of_cited is None and self.judged is None


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
    page = (module.__doc__ or "").strip()
    of_allowance = cast(CheckAllowance | None, vars(module).get("check_allowance"))
    if of_allowance is not None:
        return Rule(rule.CODE, name, rule.SEVERITY, page, lambda bundle: (), check_allowance=of_allowance)
    judged = cast("Judging | None", vars(module).get("JUDGED"))
    if judged is not None:
        return Rule(rule.CODE, name, rule.SEVERITY, page, lambda bundle: (), judged=judged)
    return Rule(rule.CODE, name, rule.SEVERITY, page, *_checks(vars(module)))


def _checks(declared: Mapping[str, object]) -> tuple[Check, CheckPage | None, CheckCited | None]:
    """The one way of checking that a module declares, and how it checks a whole bundle."""
    of_page = cast(CheckPage | None, declared.get("check_page"))
    if of_page is not None:
        return lambda bundle: (found for page in bundle.in_order() for found in of_page(page)), of_page, None
    of_cited = cast(CheckCited | None, declared.get("check_cited"))
    if of_cited is not None:
        return lambda bundle: _cited(of_cited, bundle), None, of_cited
    return cast(Check, declared["check"]), None, None


def _cited(check: CheckCited, bundle: Bundle) -> Iterator[Finding]:
    # Through the same window as when the pages are checked one by one: a rule that looks past it fails at once.
    for page in bundle.in_order():
        yield from check(page, Consulted(bundle.pages, bundle.targets, bundle.raw, lambda path: Digest("")))

"""What a rule is, and finding every rule there is: adding one is adding a module to `kb.lint.rules`."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from kb.diagnostics import Fix, Severity
from kb.digest import Digest
from kb.lint.around import Around
from kb.lint.bundle import Bundle
from kb.lint.consulted import Consulted
from kb.wiki.page import Page

if TYPE_CHECKING:
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
Gather = Callable[[Page, Bundle], object]
CheckGathered = Callable[[Around, Mapping[str, object]], Iterable[Finding]]


class RuleModule(Protocol):
    """A module of `kb.lint.rules`. Its name is the rule's, its docstring the page that `kb explain` prints.

    Besides it has one of three functions, the first of these that will do, for the less a finding depends on, the
    longer it is remembered:

    - `check_page(page)`: what the text of a page alone tells;
    - `check_cited(page, bundle)`: what a page, the pages that it links to and cites, and the names of files tell;
    - `check(wiki, gathered)`: what the whole wiki tells. Of each page, in order of path, it knows what
      `gather(page, bundle)` says of it: a value that JSON can hold, or None. That is kept; it may depend on all that
      `check_cited` may. A rule that looks at no page has `check(wiki)` alone.

    A rule about suppressions has `check_allowance(tried)` instead: what the others' findings tell of a comment.
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
    gather: Gather | None = None
    """What has to be known of each page, where only the whole wiki decides."""
    of_all: CheckGathered | None = None
    """The same, from what was gathered."""
    check_allowance: CheckAllowance = lambda tried: ()
    """What is wrong with a comment that allows findings, once all other rules have run."""


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
    made = partial(Rule, rule.CODE, name, rule.SEVERITY, page)
    of_page, of_cited, gather = (vars(module).get(name) for name in ("check_page", "check_cited", "gather"))
    if of_page is not None:
        alone = cast(CheckPage, of_page)
        return made(lambda bundle: (found for page in bundle.in_order() for found in alone(page)), alone)
    if of_cited is not None:
        cited = cast(CheckCited, of_cited)
        return made(lambda bundle: _cited(cited, bundle), None, cited)
    of_all = cast(CheckGathered, vars(module)["check"])
    if gather is not None:
        each = cast(Gather, gather)
        return made(lambda bundle: of_all(Around(bundle), _gathered(each, bundle)), None, None, each, of_all)
    of_none = cast(Callable[[Around], Iterable[Finding]], of_all)
    return made(lambda bundle: of_none(Around(bundle)), None, None, None, lambda wiki, _: of_none(wiki))


# Through the same windows as when the pages are checked one by one: a rule that looks past them fails at once.
def _cited(check: CheckCited, bundle: Bundle) -> Iterator[Finding]:
    for page in bundle.in_order():
        yield from check(page, _view(bundle))


def _gathered(gather: Gather, bundle: Bundle) -> Mapping[str, object]:
    found = ((page.path, gather(page, _view(bundle))) for page in bundle.in_order())
    return {path: one for path, one in found if one is not None}


def _view(bundle: Bundle) -> Consulted:
    return Consulted(bundle.pages, bundle.targets, bundle.raw, lambda path: Digest(""))

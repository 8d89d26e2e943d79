"""What a rule is, and finding every rule there is: adding one is adding a module to `kb.lint.rules`."""

import importlib
import importlib.util
import pkgutil
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.abc import InspectLoader
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from kb.diagnostics import Fix, Severity
from kb.digest import Digest

if TYPE_CHECKING:
    from kb.lint.around import Around
    from kb.lint.bundle import Bundle
    from kb.lint.judged import Judging
    from kb.lint.suppressions import Tried
    from kb.wiki.page import Page


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


CheckPage = Callable[["Page"], Iterable[Finding]]
CheckCited = Callable[["Page", "Bundle"], Iterable[Finding]]
CheckAllowance = Callable[["Tried"], Iterable[Finding]]
Gather = Callable[["Page", "Bundle"], object]
CheckGathered = Callable[["Around", Mapping[str, object]], Iterable[Finding]]
_TOLD = re.compile(r'^(?P<key>CODE|SEVERITY|NEEDS) = (?:"|Severity\.)(?P<value>\w+)', re.M)
_FUNCTION = re.compile(r"^def (check|check_page|check_cited|check_allowance|gather|judged)\(", re.M)


class RuleModule(Protocol):
    """A module of `kb.lint.rules`. Its name is the rule's, its docstring the page that `kb explain` prints. What it
    declares is known from its text, so it stands at the beginning of a line, as `CODE = "LNK001"` does.

    Besides it has one of three functions, the first of these that will do, for the less a finding depends on, the
    longer it is remembered:

    - `check_page(page)`: what the text of a page alone tells;
    - `check_cited(page, bundle)`: what a page, the pages that it links to and cites, and the names of files tell;
    - `check(wiki, gathered)`: what the whole wiki tells. Of each page, in order of path, it knows what
      `gather(page, bundle)` says of it: a value that JSON can hold, or None. That is kept; it may depend on all that
      `check_cited` may. A rule that looks at no page has `check(wiki)` alone.

    A rule of the first two kinds that finds nothing on most pages may have `NEEDS`, a property of `Page`: pages of
    which that is false or empty are not looked at.

    A rule about suppressions has `check_allowance(tried)` instead: what the others' findings tell of a comment.
    A rule that needs a model has `judged()` instead, which returns a `Judged`: what it asks, about what, and what it
    makes of replies. It is looked for with `kb lint --judge` only, and is never an error: its findings are a model's
    opinions. What only asking takes is imported in that function: a run that asks nobody begins sooner.
    """

    CODE: str
    SEVERITY: Severity


# Without slots: its module is loaded when a check is first asked for.
@dataclass(frozen=True)
class Rule:
    code: str
    """Permanent: a code is never given to another fault."""
    name: str
    """The fault, so that it reads after "allow"."""
    severity: Severity
    module: str
    declares: frozenset[str]
    """The names of the functions that the module has of those that a `RuleModule` may have."""
    needs: str = ""
    """A property of a page without which nothing is found on it."""

    @property
    def page(self) -> str:
        """What it finds, why that matters, an example, how to mend it; markdown that begins with code and name."""
        return (self._module.__doc__ or "").strip()

    @cached_property
    def of_one(self) -> CheckCited:
        """Every place of a page that has the fault, where its text decides, or that and those it links to and cites."""
        if "check_page" in self.declares:
            alone = cast(CheckPage, self._function("check_page"))
            return lambda page, bundle: alone(page)
        return cast(CheckCited, self._function("check_cited"))

    @cached_property
    def gather(self) -> Gather:
        """What has to be known of each page, where only the whole wiki decides."""
        return cast(Gather, self._function("gather")) if "gather" in self.declares else lambda page, bundle: None

    def of_all(self, wiki: "Around", gathered: Mapping[str, object]) -> Iterable[Finding]:
        """Every place of a wiki that has the fault, from what was gathered."""
        if "gather" in self.declares:
            return cast(CheckGathered, self._function("check"))(wiki, gathered)
        return cast(Callable[["Around"], Iterable[Finding]], self._function("check"))(wiki)

    def check(self, bundle: "Bundle") -> Iterable[Finding]:
        """Every place of a bundle that has the fault."""
        from kb.lint.around import Around
        from kb.lint.consulted import Consulted

        # Through the same windows as when the pages are checked one by one: a rule that looks past them fails at once.
        pages = ((one, Consulted(bundle.pages, bundle.targets, bundle.raw, _no_digest)) for one in bundle.in_order())
        if not self.declares.isdisjoint(("check_allowance", "judged")):
            return ()
        if "check" not in self.declares:
            return (found for page, view in pages for found in self.of_one(page, view))
        known = {page.path: one for page, view in pages if (one := self.gather(page, view)) is not None}
        return self.of_all(Around(bundle), known)

    def check_allowance(self, tried: "Tried") -> Iterable[Finding]:
        """What is wrong with a comment that allows findings, once all other rules have run."""
        if "check_allowance" not in self.declares:
            return ()
        return cast(CheckAllowance, self._function("check_allowance"))(tried)

    @property
    def judged(self) -> "Callable[[], Judging] | None":
        """Loads what a model has to be asked; None where a rule needs none."""
        return cast("Callable[[], Judging]", self._function("judged")) if "judged" in self.declares else None

    def _function(self, name: str) -> object:
        return vars(self._module)[name]

    @cached_property
    def _module(self) -> ModuleType:
        return importlib.import_module(self.module)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes. None is loaded: most runs of lint find that nothing has changed."""
    package = importlib.import_module("kb.lint.rules")
    names = [f"{package.__name__}.{module.name}" for module in pkgutil.iter_modules(package.__path__)]
    return tuple(sorted(map(_rule, names), key=lambda rule: rule.code))


def _rule(path: str) -> Rule:
    """What a module declares, from its text."""
    spec = importlib.util.find_spec(path)
    text = cast(InspectLoader, spec.loader).get_source(path) if spec is not None else None
    told = {match["key"]: match["value"] for match in _TOLD.finditer(text or "")}
    name = path.rpartition(".")[2].replace("_", "-")
    declares = frozenset(_FUNCTION.findall(text or ""))
    return Rule(told["CODE"], name, Severity[told["SEVERITY"]], path, declares, told.get("NEEDS", ""))


def _no_digest(path: str) -> Digest:
    return Digest("")

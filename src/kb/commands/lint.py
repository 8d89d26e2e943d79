"""kb lint: check the wiki by rule; with --judge a model is asked what no rule can tell."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb import changes
from kb.commands import lint_judged, lint_told
from kb.commands.lint_asked import Asked, Baseline, changed, known_left_out, selection
from kb.commands.lint_judged import Judge
from kb.diagnostics import Diagnostic
from kb.lint.baseline import Fingerprint, Lines, fingerprints
from kb.lint.outcome import Explained, Outcome
from kb.lint.rule import rules
from kb.lint.selection import Selection
from kb.linting import look
from kb.reports import REPORTS
from kb.terminal import Terminal, count
from kb.workspace import Workspace

if TYPE_CHECKING:
    from kb.commands.lint_web import Quest
    from kb.lint.bundle import Bundle

NOTHING = Asked()
__all__ = ["NOTHING", "Asked", "run"]


def run(folder: Path, asked: Asked = NOTHING, *, as_json: bool = False) -> int:
    """Mend what is to be mended, then tell what is left. The exit code is that of `check`, or of what `diff` shows."""
    if not (asked.diff or asked.fix or asked.unsafe_fixes):
        return check(folder, asked, as_json=as_json)
    from kb.commands import lint_fix

    if asked.diff:
        return lint_fix.show(folder, asked)
    unwritten = lint_fix.run(folder, asked)
    return check(folder, asked, as_json=as_json) or unwritten


def check(folder: Path, asked: Asked = NOTHING, *, as_json: bool = False) -> int:
    """Exit code 1 when there is an error; with `strict`, a warning too.

    Raises what stopped the model, once what it said until then has been told.
    """
    workspace = Workspace.find(folder.resolve())
    lint_told.checked(workspace, asked, as_json=as_json)
    chosen = selection(workspace, asked)
    judge = Judge.of(workspace, asked, chosen)
    quest = _quest(asked, judge)
    baseline = Baseline.of(workspace, asked)
    since = changed(workspace, asked)
    terminal = Terminal(as_json, aside=asked.format not in ("", "text") and asked.out is None)
    with terminal.progress("Checking") as advance:
        wiki = look(workspace, advance)
        judgement = judge.judged(workspace, wiki, advance)
        chosen = replace(chosen, judged=judgement.whole) if judgement else chosen
        found = wiki.found(chosen, judgement.found if judgement else ())
    marks = _Marks(found, wiki.lines)
    outcome = replace(_outcome(found, wiki.pages, chosen, marks), strict=asked.strict, top=changes.top(workspace.root))
    outcome = lint_judged.noted(outcome, judgement)
    if baseline is not None:
        outcome = known_left_out(outcome, baseline, marks.prints, (chosen, workspace))
    if since is not None:
        outcome = _near(outcome, wiki.bundle, since, asked.since or "HEAD")
    searched = None
    if quest is not None and judgement is not None and judgement.stop is None:
        searched = quest.searched(workspace, wiki, outcome.found, terminal)
        outcome = replace(outcome, web=searched.data)
    code = lint_told.tell(outcome, workspace, asked, as_json=as_json)
    lint_judged.tell(judgement, terminal)
    if searched is not None:
        searched.tell(terminal)
    return code


def _quest(asked: Asked, judge: Judge) -> "Quest | None":
    """None where the web is not to be searched. What that needs is imported only where it is."""
    if not asked.web:
        return None
    from kb.commands.lint_web import Quest

    return Quest.of(asked, judge)


def _outcome(found: Sequence[Diagnostic], pages: int, chosen: Selection, marks: Mapping[Diagnostic, str]) -> Outcome:
    codes = {one.code for one in found}.difference(rule.code for rule in chosen.rules())
    every: tuple[Explained, ...] = (*rules(), *REPORTS)
    others = [one for one in every if one.code in codes]
    return Outcome(found, pages, [*chosen.rules(), *others], marks)


# Without slots: most reports need none, and then no page is read for them.
@dataclass(frozen=True)
class _Marks(Mapping[Diagnostic, str]):
    """Fingerprints as reports have them."""

    found: Sequence[Diagnostic]
    lines: Lines

    @cached_property
    def prints(self) -> Mapping[Diagnostic, Fingerprint]:
        return fingerprints(self.found, self.lines)

    def __getitem__(self, one: Diagnostic) -> str:
        return f"{self.prints[one].words}:{self.prints[one].number}"

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.prints)

    def __len__(self) -> int:
        return len(self.prints)


def _near(outcome: Outcome, bundle: "Bundle", since: Set[str], ref: str) -> Outcome:
    """Only what is in changed files, or where others lead to them."""
    from kb.lint.touched import touched

    there = {*bundle.pages, *bundle.files, *bundle.raw}
    found = touched(outcome.found, since, there, bundle.pages.get)
    ours = sum(path.startswith(("wiki/", "raw/")) for path in since)
    note = f"Told are findings of {count(ours, 'file')} that differ from {ref}, and of lines that lead to them."
    return replace(outcome, found=found, notes=(*outcome.notes, note))

"""The command line of kb lint and the settings → which rules, which files, which baseline."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kb import changes
from kb.diagnostics import Diagnostic
from kb.errors import UsageError
from kb.lint.baseline import NAME, Compared, Fingerprint, compare, parse, write
from kb.lint.formats import FORMATS
from kb.lint.outcome import Outcome
from kb.lint.rule import rules
from kb.lint.selection import Selection, nearest
from kb.linting.chosen import chosen as chosen_in
from kb.terminal import count
from kb.workspace import Workspace, files

if TYPE_CHECKING:
    from kb.choices import Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line says."""

    select: str = ""
    ignore: str = ""
    extend_select: str = ""
    strict: bool = False
    format: str = ""
    """Of the report; empty: text, or JSON with --json."""
    out: Path | None = None
    """Where the report goes; None: to standard output."""
    baseline: Path | None = None
    """None: the one beside kb.yaml, if it is there."""
    update_baseline: bool = False
    no_baseline: bool = False
    changed: bool = False
    since: str = ""
    """What `changed` compares with; empty: the last commit."""
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    """Whether fixes are shown and none is made."""
    judge: bool = False
    web: bool = False
    """Whether the web is searched for the gaps that a model finds."""
    at_most: int | None = None
    """Pages that this may bring; None: five."""
    choices: "Choices | None" = None
    """Of the engine that judges; None where nothing is chosen."""

    def __post_init__(self) -> None:
        """Raises UsageError."""
        if self.since and not self.changed:
            hint = "To be told only of what differs from a commit: kb lint --changed REF"
            raise UsageError(f"kb lint checks the whole wiki; what is {self.since!r}?", hint=hint)
        if self.choices is not None and not self.judge:
            raise UsageError("--engine, --budget and --jobs are for --judge: without it no model is asked")
        if self.web and not self.judge:
            raise UsageError("--web needs --judge: it searches for the gaps that a model finds")
        if self.at_most is not None and not self.web:
            raise UsageError("--at-most is for --web: without it nothing is fetched")
        if self.no_baseline and (self.baseline or self.update_baseline):
            raise UsageError("--no-baseline leaves nothing for the other words about baselines")
        if self.format and self.format not in FORMATS:
            hint = f"Formats: {', '.join(FORMATS)}."
            raise UsageError(
                f"--format: there is no {self.format!r}; did you mean {nearest(self.format, FORMATS)}?", hint
            )


def selection(workspace: Workspace, asked: Asked) -> Selection:
    """The command line's words over those of kb.yaml. Raises UsageError when one names no rule, or only
    rules that need a model when none is wanted."""
    below, paths = chosen_in(workspace)
    words = (_split(asked.select), _split(asked.ignore), _split(asked.extend_select))
    chosen = Selection(*words, below, paths)
    for word, near in chosen.unknown():
        raise UsageError(f"no lint rule is called {word!r}; did you mean {near}?", hint="kb explain all lists them.")
    for word, code in chosen.only_reported():
        hint = f"kb explain {code} says when; kb explain all lists the rules of lint."
        raise UsageError(f"{word} is reported by other commands, not by kb lint", hint=hint)
    for word in () if asked.judge else chosen.only_judged():
        raise UsageError(f"{word} needs a model", hint="Add --judge; it asks one, which may cost money.")
    return chosen


def _split(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def changed(workspace: Workspace, asked: Asked) -> frozenset[str] | None:
    """Files that differ from a commit, named as diagnostics name them; None when that was not asked."""
    if not asked.changed:
        return None
    found = changes.changed(workspace.root, asked.since or "HEAD")
    if changes.ignored(workspace.root, "wiki"):
        raise UsageError("git ignores wiki/, so it can't say what has changed there", hint="Leave out --changed.")
    return frozenset(map(files.printable, found))


@dataclass(frozen=True, slots=True)
class Baseline:
    """The file of known findings, and what is to be done with it."""

    path: Path
    name: str
    held: frozenset[Fingerprint] | None
    """None: there is no file."""
    update: bool

    @classmethod
    def of(cls, workspace: Workspace, asked: Asked) -> "Baseline | None":
        """None when none is to be used. Raises UsageError when one is named that isn't there."""
        path = asked.baseline or workspace.root / NAME
        data = None if asked.no_baseline else files.read(path)
        if data is None and not asked.update_baseline:
            if asked.baseline is not None:
                raise UsageError(f"--baseline: there is no {path}", hint="To write it: add --update-baseline")
            return None
        name = str(asked.baseline or NAME)
        held = parse(data.decode("utf-8", "replace"), name) if data is not None else None
        return cls(path.absolute(), name, held, asked.update_baseline)

    def applied(
        self, prints: Mapping[Diagnostic, Fingerprint], selection: Selection, workspace: Workspace
    ) -> tuple[Compared, tuple[str, ...]]:
        """The findings beside the file, and what people are told of it. Writes the file when that was asked."""
        by_code = {rule.code: rule for rule in rules()}
        compared = compare(
            prints,
            self.held or (),
            lambda mark: mark.code in by_code and selection.looks(by_code[mark.code], mark.path),
        )
        if not self.update:
            return compared, tuple(self._told(compared))
        names = {rule.code: rule.name for rule in rules()}
        kept = prints.values() if self.held is None else self.held.difference(compared.gone)
        files.write(self.path, write(kept, names).encode(), workspace.scratch)
        if self.held is None:
            note = f"{count(len(prints), 'finding')} written to {self.name}: from now on only new ones are told."
            return replace(compared, new=(), known=len(prints)), (note,)
        notes = [f"{count(len(compared.gone), 'finding')} taken out of {self.name}, {len(kept):,} left."]
        if compared.new:
            notes.append(f"New findings are never added to it: to accept them too, delete {self.name} first.")
        return replace(compared, gone=()), tuple(notes)

    def _told(self, compared: Compared) -> list[str]:
        told = []
        if compared.known:
            told.append(f"{count(compared.known, 'known finding')} left out ({self.name}); --no-baseline tells all.")
        if compared.gone:
            gone = count(len(compared.gone), "finding")
            told.append(f"{gone} of {self.name} no longer there: kb lint --update-baseline takes them out.")
        return told


def known_left_out(
    outcome: Outcome, baseline: Baseline, prints: Mapping[Diagnostic, Fingerprint], chosen: tuple[Selection, Workspace]
) -> Outcome:
    """The outcome without what the baseline holds."""
    compared, notes = baseline.applied(prints, *chosen)
    return replace(
        outcome, found=compared.new, known=compared.known, gone=len(compared.gone), notes=(*outcome.notes, *notes)
    )

"""kb eval: a golden set of questions in, how well the wiki answers them out."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from kb.asking.answers import Library
from kb.choices import NONE, Choices
from kb.commands import eval_told as told
from kb.consulting import Consultation, consulting
from kb.diagnostics import Diagnostic
from kb.errors import EngineError, UsageError
from kb.evaluating import comparing, thresholds
from kb.evaluating.chosen import SET, narrowed, questions
from kb.evaluating.comparing import Former, compared, former
from kb.evaluating.golden import Golden
from kb.evaluating.judging import judge
from kb.evaluating.metrics import measured
from kb.evaluating.report import FORMAT, Report, as_data
from kb.evaluating.scoring import scored
from kb.evaluating.trying import Mute, Tried, by_key, tried
from kb.llm.request import Role
from kb.search.current import current
from kb.stages.judge_answer import JUDGE_ANSWER
from kb.terminal import Advance, Terminal
from kb.workspace import Workspace, files


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command line says."""

    set: str = ""
    limit: int | None = None
    only: tuple[str, ...] = ()
    retrieval: bool = False
    judge: bool = False
    out: Path | None = None
    compare: Path | None = None
    least: tuple[str, ...] = ()
    choices: Choices = NONE

    def __post_init__(self) -> None:
        """Raises UsageError."""
        if self.retrieval and (self.judge or self.choices != NONE):
            raise UsageError("--retrieval asks no model", hint="Leave out --judge, --engine and --budget.")


@dataclass(frozen=True, slots=True)
class _Run:
    """What the questions brought."""

    report: Report
    diagnostics: Sequence[Diagnostic] = ()
    notices: Sequence[str] = ()
    stop: EngineError | None = None


def run(folder: Path, wanted: Wanted, *, as_json: bool) -> int:
    """Exit code 1 when a threshold is missed. Raises EngineError after the report when not all could be asked."""
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    # All that can be wrong is looked at before anything is asked.
    least = thresholds.parse(wanted.least, measured(retrieval=wanted.retrieval, judged=wanted.judge))
    before = _former(wanted.compare) if wanted.compare is not None else None
    _writable(workspace, wanted.out)
    golden = narrowed(questions(workspace, wanted.set), wanted.only, wanted.limit)
    done = _searched(workspace, wanted, golden) if wanted.retrieval else _answered(workspace, wanted, golden, terminal)
    report = replace(done.report, missed=tuple(thresholds.missed(least, done.report.figures)))
    comparison = compared(report, before) if before is not None else None
    told.tell(report, comparison, terminal)
    for notice in done.notices:
        terminal.say(notice, "dim")
    terminal.findings(done.diagnostics)
    data = as_data(report) | ({"comparison": comparing.as_data(comparison)} if comparison is not None else {})
    if wanted.out is not None:
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        files.write(wanted.out.absolute(), text.encode("utf-8", "replace"), workspace.scratch)
        terminal.say(f"Written to {wanted.out}.", "dim")
    terminal.data(data)
    if done.stop is not None:
        raise done.stop
    return 1 if report.missed else 0


def _searched(workspace: Workspace, wanted: Wanted, golden: Sequence[Golden]) -> _Run:
    with current(workspace) as index:
        library = Library(index, Mute(), workspace.prompts())
        found = [scored(tried(one, library, {}, time.perf_counter), retrieval=True) for one in golden]
    return _Run(Report(wanted.set or SET, "", tuple(found)))


def _answered(workspace: Workspace, wanted: Wanted, golden: Sequence[Golden], terminal: Terminal) -> _Run:
    chosen = wanted.choices.chosen(workspace)
    if wanted.judge and not chosen.model.answers(JUDGE_ANSWER.name):
        raise UsageError(f"--judge: the {chosen.name} engine judges nothing", hint="Name another one: --engine claude")
    # What costs nothing is not worth remembering, and would be timed wrongly.
    keeping = workspace if chosen.purse is not None else workspace.looked_at()
    with (
        terminal.progress("Asking") as advance,
        consulting(keeping, chosen, wanted.choices, lambda answer: None) as consultation,
        current(workspace) as index,
    ):
        library = Library(index, consultation.model, workspace.prompts())
        done = _tried(workspace, golden, library, consultation, advance)
        judged, lost = judge(done, library) if wanted.judge else ([None] * len(done), [])
    found = tuple(scored(one, verdict) for one, verdict in zip(done, judged, strict=True))
    spent, stop = consultation.spent, consultation.model.stop
    report = Report(
        wanted.set or SET,
        ", ".join(dict.fromkeys(chosen.model.id(role) for role in get_args(Role))),
        found,
        unasked=len(golden) - len(found),
        stop=str(stop) if stop is not None else "",
        judged=wanted.judge,
        usd=spent.usd,
    )
    diagnostics = [d for one in done for d in one.answer.diagnostics]
    notices = [line for line in (spent.said, *spent.notices) if line]
    return _Run(report, [*diagnostics, *lost, *consultation.diagnostics], notices, stop)


def _tried(
    workspace: Workspace, golden: Sequence[Golden], library: Library, consultation: Consultation, advance: Advance
) -> list[Tried]:
    """What came of the questions, until the model stops to answer."""
    earlier = by_key(workspace.calls.events())
    done: list[Tried] = []
    for one in golden:
        found = tried(one, library, earlier, time.perf_counter)
        if consultation.model.stop is not None and found.failed:
            break
        done.append(found)
        advance("questions")
    return done


def _former(path: Path) -> Former:
    data = files.read(path)
    if data is None:
        raise UsageError(f"--compare: there is no {path}", hint="It is what an earlier `kb eval --out FILE` wrote.")
    return former(data.decode("utf-8", "replace"), str(path))


def _writable(workspace: Workspace, out: Path | None) -> None:
    """Raises UsageError where --out would write over what is no report, or into raw/."""
    if out is None:
        return
    if out.is_dir():
        raise UsageError(f"--out: {out} is a folder", hint=f"Name a file: --out {out / 'eval.json'}")
    if out.resolve().is_relative_to(workspace.raw.resolve()):
        raise UsageError(f"--out: {out} lies in raw/, which kb never writes", hint="Name a place beside it.")
    data = files.read(out)
    if data is not None and not _is_report(data):
        raise UsageError(f"--out: {out} exists, and is no report of kb eval", hint="Name another file, or remove it.")


def _is_report(data: bytes) -> bool:
    try:
        held = json.loads(data)
    except ValueError:
        return False
    return (
        isinstance(held, dict)
        and isinstance(held.get("format"), int)
        and "metrics" in held
        and held["format"] <= FORMAT
    )

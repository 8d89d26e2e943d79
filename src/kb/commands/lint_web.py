"""kb lint --judge --web: pages of the web for the gaps that a model found, brought into raw/, and told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kb.choices import Choices
from kb.commands.lint_asked import Asked
from kb.commands.lint_judged import Judge, stopped
from kb.consulting import Spent, consulting
from kb.diagnostics import Diagnostic
from kb.engine import Engine
from kb.errors import Interrupted, KBError, UsageError
from kb.fetching.web import Web
from kb.lint.cases.gaps import sought
from kb.lint.cases.overview import overview
from kb.linting import Checked
from kb.llm.meters import Observed
from kb.llm.replies import Remembering, Silent
from kb.seeking import Brought, Seeker
from kb.stages.find_gaps import FIND_GAPS, Gap
from kb.stages.judge_sentences import subject
from kb.stages.search_web import Sought
from kb.terminal import Advance, Terminal, as_data, count
from kb.workspace import Workspace

_RULES = ("JDG005", "JDG007")
_MOST = 5
"""Pages, unless the command line says otherwise."""
_HAD = 5
"""Addresses that are told one by one."""


@dataclass(slots=True)
class Searched:
    """What a search of the web came to."""

    brought: Brought
    spent: Spent = field(default_factory=Spent)
    stop: KBError | None = None
    """Why it is not all."""

    @property
    def data(self) -> dict[str, object]:
        """For machines."""
        done = self.brought
        return {
            "searched": done.searched,
            "of": done.of,
            "found": done.found,
            "added": [
                {"path": one.path, "url": one.url, "title": one.title, "for": one.gap, "why": one.why}
                for one in done.added
            ],
            "had": done.had,
            "diagnostics": as_data(done.diagnostics),
        }

    def tell(self, terminal: Terminal) -> None:
        """What was added and what to do next. Raises what stopped it."""
        done = self.brought
        terminal.say(_summary(done))
        for one in done.added:
            terminal.say(f"added {one.path}")
            terminal.say(f"  from {one.url} ({one.title or 'without a title'})", "dim")
            terminal.say(f"  for: {one.gap}", "dim")
        for url in done.had[:_HAD]:
            terminal.say(f"raw/ has it already: {url}", "dim")
        if len(done.had) > _HAD:
            terminal.say(f"raw/ has {count(len(done.had) - _HAD, 'page')} more of those found already", "dim")
        terminal.findings(done.diagnostics)
        if done.added:
            terminal.say("Read them before you trust them; delete what you don't want, with its .kb.yaml.")
            terminal.say("They are in raw/ and on no page of the wiki yet. Next: kb ingest, then kb compile")
        if self.stop is not None:
            raise stopped(self.stop, self.spent, "the search stopped")
        if self.spent.said:
            terminal.say(self.spent.said, "dim")


@dataclass(frozen=True, slots=True)
class Quest:
    """Who searches, and how many pages may come of it."""

    engine: Engine
    choices: Choices
    most: int = _MOST

    @classmethod
    def of(cls, asked: Asked, judge: Judge) -> "Quest | None":
        """None where nobody judges. Raises UsageError, before any work is done, where no gap can be found."""
        if judge.asked is None:
            return None
        engine, choices = judge.asked
        if not any(rule.code in _RULES for rule in judge.rules):
            raise UsageError(f"--web searches for what {' and '.join(_RULES)} find, and neither is chosen")
        return cls(engine, choices, asked.at_most or _MOST)

    def searched(
        self, workspace: Workspace, wiki: Checked, found: Sequence[Diagnostic], terminal: Terminal
    ) -> Searched:
        """For the gaps among the findings, by the reply that the judge gave."""
        remembered = Observed(Remembering(Silent(self.engine.model), workspace.replies))
        heard = FIND_GAPS.run_all(overview(wiki.bundle), remembered, workspace.prompts())
        return self.search(workspace, sought(heard.results, found), Web(), terminal)

    def search(self, workspace: Workspace, gaps: Sequence[Gap], web: Web, terminal: Terminal) -> Searched:
        """Whatever ends it, what came until then counts."""
        come = Searched(Brought())
        try:
            with workspace.locked(), web, terminal.progress("Searching") as advance:
                self._search(workspace, gaps, (web, come), advance)
        except KeyboardInterrupt:
            come.stop = Interrupted("interrupted: what was fetched is in raw/")
        except KBError as error:
            come.stop = error
        return come

    def _search(self, workspace: Workspace, gaps: Sequence[Gap], into: tuple[Web, Searched], advance: Advance) -> None:
        web, come = into
        day = date.today().isoformat()
        with consulting(workspace, self.engine, self.choices, lambda answer: advance("replies")) as consultation:
            seeker = Seeker(workspace, consultation.model, workspace.prompts(), web, day, come.brought)
            try:
                seeker.seek([_sought(gap, day) for gap in gaps], self.most, advance)
            finally:
                come.spent, come.stop = consultation.spent, consultation.model.stop
                come.brought.diagnostics += consultation.diagnostics


def _sought(gap: Gap, day: str) -> Sought:
    return Sought(gap.text, gap.why, gap.titles, subject(gap.pages[0].path), day)


def _summary(done: Brought) -> str:
    if not done.of:
        return "The web was not searched: there is no gap to fill."
    gaps = f"{done.searched:,} of {count(done.of, 'gap')}"
    worth = f"{done.worth:,} worth having in its opinion"
    return f"A model searched the web for {gaps}: {count(done.found, 'page')} found, {worth}."

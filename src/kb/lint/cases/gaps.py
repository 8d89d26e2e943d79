"""Kinds of gaps → rules that share one look at the wiki: its reply is asked for once and remembered for the others."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, zip_longest

from kb.diagnostics import Diagnostic
from kb.lint.cases.overview import overview
from kb.lint.judged import Judged
from kb.lint.rule import Finding
from kb.stages.find_gaps import FIND_GAPS, Gap, GapsReply, Kind, Overview

_SAID: Mapping[Kind, tuple[str, str]] = {
    "gap": ("the wiki raises and does not answer", "Add a source that says it, or ask: kb ask."),
    "question": ("worth asking next", 'Ask it: kb ask "..." --save makes its answer a page.'),
    "source": ("a source worth finding", "Put it into raw/; kb lint --judge --web looks for it on the web."),
}
"""What a finding opens with, and what to do about it."""


def of_kind(kind: Kind) -> Judged[Overview, GapsReply, Gap]:
    """What a rule about one kind of gap declares."""

    def findings(look: Overview, gap: Gap) -> Iterator[Finding]:
        if gap.kind == kind:
            yield _finding(gap)

    return Judged("page", FIND_GAPS, overview, findings, one_each=False)


def sought(gaps: Iterable[Gap], found: Iterable[Diagnostic]) -> list[Gap]:
    """Those that a source would fill and that are among the findings: what nobody allowed, ignores or knows already.
    A gap and a source by turns, in the order of the reply."""
    told = {(one.path, one.message) for one in found}
    wanted = [gap for gap in gaps if gap.kind != "question" and _place(gap) in told]
    kinds = ([gap for gap in wanted if gap.kind == kind] for kind in ("gap", "source"))
    return [gap for gap in chain.from_iterable(zip_longest(*kinds)) if gap is not None]


def _place(gap: Gap) -> tuple[str, str]:
    finding = _finding(gap)
    return finding.path, finding.message


def _finding(gap: Gap) -> Finding:
    """At the first of the pages that it rests on, which are all named."""
    said, hint = _SAID[gap.kind]
    why = f"; {gap.why}" if gap.why else ""
    first = gap.pages[0]
    return Finding(first.path, first.line, 1, f"in a model's opinion {said}: {gap.text} ({gap.titles}{why})", hint)

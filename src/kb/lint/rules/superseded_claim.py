"""JDG003 superseded-claim

A sentence tells as if it still held what an older source says, while a newer source, cited elsewhere in the wiki,
tells that it is otherwise by now; in the opinion of a model that read both. Looked for with `kb lint --judge`.
Read are the pairs of JDG002 whose sources have dates, those of one side all of an earlier month than the other's, where
neither that sentence nor the heading above it gives a year or names its source. What a model is asked about a pair is
asked once for both rules.

### Why it matters

Each sentence is true to its source, so nothing else finds it; but a reader who takes the page for the present is
misled.

### Example

`concepts/windows.md` says "Windows 10 runs on more than 110 million devices" after a call of 2015,
`concepts/devices.md` "more than 1.4 billion" after one of 2022.

### How to mend it

Say of when it is ("in October 2015"), or give the newer state beside it. If the sentence is all right, allow it where
it stands.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.lint.sides import place, quote

if TYPE_CHECKING:
    from kb.lint.judged import Judging
    from kb.stages.judge_pair import Contest, PairOpinion

CODE = "JDG003"
SEVERITY = Severity.WARNING


def judged() -> "Judging":
    from kb.lint.cases.contests import outdating
    from kb.lint.judged import Judged
    from kb.stages.judge_pair import JUDGE_PAIR

    return Judged("pair of sentences", JUDGE_PAIR, outdating, _findings)


def _findings(contest: "Contest", opinion: "PairOpinion") -> Iterator[Finding]:
    older = opinion.outdated
    if older is not None:
        newer = contest.other if older == contest.one else contest.one
        why = opinion.why or "it did not say why"
        message = f"in a model's opinion {place(newer)} has something newer: {why}: {quote(older)}, then {quote(newer)}"
        yield Finding(older.path, older.line, older.column, message, "Say of when it is, or give the newer state.")

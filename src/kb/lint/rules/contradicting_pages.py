"""JDG002 contradicting-pages

A model that read two sentences and their quotes holds that they cannot both be true of the same thing at the same
time. They stand on different pages, or on one page and on different sources. Looked for with `kb lint --judge`.
Read are pairs in articles that share a subject and words, and differ in a number, a date, a "not" or an opposite; a
few for each sentence, the most alike first. What a dispute's page shows already is left out.

### Why it matters

Whoever reads only one of the pages takes it for what the wiki knows. Where two sources differ, both should be shown
side by side.

### Example

`concepts/station.md` says "The station cost £168 million", `concepts/trust.md` "The station, which cost £210 million,
belongs to the trust".

### How to mend it

Read both quotes: the finding is an opinion, and may be wrong. If the sources do differ, say so on both pages, or add a
page of type `Dispute` with both sides; if one of the sentences is wrong, correct it; else allow it where it stands.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.lint.sides import place, quote

if TYPE_CHECKING:
    from kb.lint.judged import Judging
    from kb.stages.judge_pair import Contest, PairOpinion

CODE = "JDG002"
SEVERITY = Severity.WARNING


def judged() -> "Judging":
    from kb.lint.cases.contests import contests
    from kb.lint.judged import Judged
    from kb.stages.judge_pair import JUDGE_PAIR

    return Judged("pair of sentences", JUDGE_PAIR, contests, _findings)


def _findings(contest: "Contest", opinion: "PairOpinion") -> Iterator[Finding]:
    if opinion.verdict == "contradiction":
        one, other = contest.one, contest.other
        both = f"{quote(one)} and {quote(other)}"
        why = opinion.why or "it did not say why"
        message = f"in a model's opinion this can't hold together with {place(other)}: {why}: {both}"
        hint = "Read both; show the difference on both pages, correct one, or allow it if the model is wrong."
        yield Finding(one.path, one.line, one.column, message, hint)

"""JDG006 next-question

In a model's opinion, the wiki's pages can answer this question together, and none does alone. Looked for with
`kb lint --judge`, in the same look as JDG005.

### Why it matters

The worth of a wiki over many sources lies in what they say together, and that is seen by nobody who does not ask.

### Example

How did the costs of the stations at Port Elvan and Brede change between 2015 and 2021?

### How to mend it

Ask it: `kb ask "…"`; with `--save` the answer becomes a page. Nothing is wrong where nobody wants to know: leave the
rule out with `--ignore JDG006`.
"""

from typing import TYPE_CHECKING

from kb.diagnostics import Severity

if TYPE_CHECKING:
    from kb.lint.judged import Judging

CODE = "JDG006"
SEVERITY = Severity.INFO


def judged() -> "Judging":
    from kb.lint.cases.gaps import of_kind

    return of_kind("question")

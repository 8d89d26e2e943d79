"""JDG005 gap

In a model's opinion, the wiki's pages raise a question that none of them answers. Looked for with `kb lint --judge`.
The model sees cards of at most eighty pages, those that most pages link to: what each is about, how it begins, and
sentences that leave something open; of the other pages it sees the titles. One look serves this rule, JDG006 and
JDG007. What names a page that it was not shown is dropped.

### Why it matters

Whoever reads a wiki notices what it says, hardly what it leaves out: a trial without its outcome, a comparison of
which one side has no figure.

### Example

The page on the Port Elvan station tells what its first turbine cost and that a second was built in 2019. What did
that cost?

### How to mend it

Find a source and put it into `raw/`; `kb lint --judge --web` looks for some on the web. Or ask the wiki
(`kb ask`): a page that the model did not see may hold the answer. If nobody needs it, allow it where it stands.
"""

from typing import TYPE_CHECKING

from kb.diagnostics import Severity

if TYPE_CHECKING:
    from kb.lint.judged import Judging

CODE = "JDG005"
SEVERITY = Severity.INFO


def judged() -> "Judging":
    from kb.lint.cases.gaps import of_kind

    return of_kind("gap")

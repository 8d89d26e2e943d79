"""JDG007 source-worth-finding

In a model's opinion, a certain source would fill a gap of the wiki, or give a second voice to what many pages take
from one. Looked for with `kb lint --judge`, in the same look as JDG005. The model names it from what the pages say:
whether it exists is for you to find out.

### Why it matters

A wiki is as good as its `raw/`. A report that three pages name and that nobody has put there is the next thing to
read.

### Example

The Coastal Power Fund's annual report for 2019, which the pages on the fund and on Port Elvan both name.

### How to mend it

Find it and put it into `raw/`: `kb ingest https://…` fetches a page, and `kb lint --judge --web` has a model look for
it first. If it is not worth having, allow it where it stands.
"""

from typing import TYPE_CHECKING

from kb.diagnostics import Severity

if TYPE_CHECKING:
    from kb.lint.judged import Judging

CODE = "JDG007"
SEVERITY = Severity.INFO


def judged() -> "Judging":
    from kb.lint.cases.gaps import of_kind

    return of_kind("source")

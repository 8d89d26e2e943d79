"""JDG004 missing-concept

In a model's opinion, a name that several pages use and that no page is called by is worth a page of its own: it is
one thing, and the pages say enough of it. Looked for with `kb lint --judge`.
Names come from sentences (of several words, or short forms of capitals, in English) and from `[[links]]` that lead
nowhere. At most forty are judged, those of which most is said first, from a few of the sentences that they stand in.

### Why it matters

What is known of the thing lies in pieces on pages about something else, and a search for it finds none that is about
it.

### Example

Four articles speak of the Coastal Power Fund: who founded it, what it paid for, whom it sued. There is no
`concepts/coastal-power-fund.md`.

### How to mend it

Add it to `concepts.yaml` with `page: always` and run `kb compile`, or as another name of a concept with `also:`.
If it needs no page, add it to `skip:`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.diagnostics import Severity
from kb.lint.rule import Finding

if TYPE_CHECKING:
    from kb.lint.judged import Judging
    from kb.stages.judge_names import NameOpinion, Unnameds

CODE = "JDG004"
SEVERITY = Severity.INFO


def judged() -> "Judging":
    from kb.lint.cases.unnamed import unnamed
    from kb.lint.judged import Judged
    from kb.stages.judge_names import JUDGE_NAMES

    return Judged("name", JUDGE_NAMES, unnamed, _findings)


def _findings(unnameds: "Unnameds", opinion: "NameOpinion") -> Iterator[Finding]:
    if opinion.verdict != "page":
        return
    one, first = opinion.unnamed, opinion.unnamed.spoken[0]
    titles = ", ".join(dict.fromkeys(spoken.title for spoken in one.spoken))
    why = f": {opinion.why}" if opinion.why else ""
    message = f"in a model's opinion {one.name}, of which {one.pages} pages speak ({titles}), is worth a page{why}"
    hint = "In concepts.yaml, page: always gives it one, skip: leaves it out."
    yield Finding(first.path, first.line, first.column, message, hint)

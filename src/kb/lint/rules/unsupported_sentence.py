"""JDG001 unsupported-sentence

A model that read a sentence, its quotes and the text around these in the source holds that the quotes do not carry
the sentence, or not all of it. Looked for with `kb lint --judge`.
Sentences that are wholly quoted need no judge. The others are read in batches of a page; those that the
[verifier](verifier.md) finds least likely come first.

### Why it matters

Numbers and names can be compared by rule. That "because", "all" or "refused" stands in no quote takes a reader, and
whoever follows the footnote will be that reader.

### Example

```markdown
The council refused the loan because the trust had never built a weir.[^loan-1]

[^loan-1]: "the council wouldn't touch the loan" — [The loan](../sources/loan.md#^k3f9a2c71)
```

Nobody says why the council did not want it.

### How to mend it

Read the quotes: the finding is an opinion, and may be wrong. If it is right, cite the words that carry the rest, or
take it out. If it is not, allow it where it stands.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.diagnostics import Severity
from kb.lint.rule import Finding

if TYPE_CHECKING:
    from kb.lint.judged import Judging
    from kb.stages.judge_sentences import Doubts, SentenceOpinion

CODE = "JDG001"
SEVERITY = Severity.WARNING


def judged() -> "Judging":
    from kb.lint.cases.doubtful import doubtful
    from kb.lint.judged import Judged
    from kb.stages.judge_sentences import JUDGE_SENTENCES

    return Judged("sentence", JUDGE_SENTENCES, doubtful, _findings)


def _findings(doubts: "Doubts", opinion: "SentenceOpinion") -> Iterator[Finding]:
    if opinion.verdict == "supported":
        return
    said = "say less than this sentence" if opinion.verdict == "overstated" else "do not carry this sentence"
    message = f"in a model's opinion the quotes {said}: {opinion.why or 'it did not say why'}"
    hint = "Read the quotes; cite what carries it, take it out, or allow it if the model is wrong."
    yield Finding(doubts.path, opinion.sentence.line, opinion.sentence.column, message, hint)

"""CIT006 rare-term-not-in-quote

A sentence uses a word of a science or a trade that none of its quotes holds, nor any word of the same family. Looked
for in English.

### Why it matters

Such a word is seldom a paraphrase: whoever wrote it knew it from elsewhere, and the source may mean something else.

### Example

```markdown
The eels died of anguillicolosis.[^count-1]

[^count-1]: "the eels were full of worms" — [The count](../sources/count.md#^k3f9a2c71)
```

### How to mend it

Say it in the words of the source, or cite a source that uses the term.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.carried import in_english, place_of, verdict
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "CIT006"
SEVERITY = Severity.WARNING
NEEDS = "written"


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    for sentence in page.sentences if page.written else ():
        found = verdict(bundle, page, sentence)
        if found is not None and found.terms and in_english(bundle, page, sentence):
            message = f"no quote of this sentence holds the term {', '.join(found.terms)}"
            hint = "Say it as the source does, or cite one that says so."
            yield Finding(page.path, *place_of(page, sentence, found.terms[0]), message, hint)

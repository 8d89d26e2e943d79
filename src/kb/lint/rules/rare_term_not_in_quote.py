"""CIT006 rare-term-not-in-quote

A sentence uses a word of a science or a trade that none of its quotes holds, nor any word of the same family.

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
from kb.lint.carried import credited, named, place_of, quoted
from kb.lint.quotes import words
from kb.lint.rule import Finding
from kb.verifying.verdict import verify
from kb.wiki.page import Page, Sentence

CODE = "CIT006"
SEVERITY = Severity.WARNING


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    for sentence in page.sentences if page.written else ():
        lost = _lost(bundle, page, sentence)
        if lost:
            line, column = place_of(page, sentence, lost[0])
            message = f"no quote of this sentence holds the term {', '.join(lost)}"
            yield Finding(page.path, line, column, message, "Say it as the source does, or cite one that says so.")


def _lost(bundle: Bundle, page: Page, sentence: Sentence) -> tuple[str, ...]:
    quotes, said = quoted(page, sentence), words(sentence.text)
    if not quotes or any(said in quote for quote in quotes):
        return ()
    return verify(said, quotes, [*named(bundle, page, sentence), *credited(bundle, page, sentence)]).terms

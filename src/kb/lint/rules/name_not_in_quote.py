"""CIT005 name-not-in-quote

A sentence speaks of somebody or something by a name that none of its quotes holds in any form: "BoE" is the Bank of
England, "the Chinese" are of China, and a given name may stand before a surname that is quoted.
Names of the page and of linked pages don't count, nor do the titles, authors and speakers of what is cited.

### Why it matters

A statement about the wrong person is as wrong as one with the wrong number, and reads just as well.

### Example

```markdown
Li Shufu bought Volvo in 2010.[^deal-1]

[^deal-1]: "Geely bought Volvo in 2010" — [The deal](../sources/deal.md#^k3f9a2c71)
```

No quote speaks of Li Shufu.

### How to mend it

Cite the words that hold the name, or use the name that the source uses. Where the quote says "he" and the name stands
before it, quote a little more.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.carried import credited, named, place_of, quoted
from kb.lint.quotes import words
from kb.lint.rule import Finding
from kb.verifying.verdict import verify
from kb.wiki.page import Page, Sentence

CODE = "CIT005"
SEVERITY = Severity.WARNING


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    for sentence in page.sentences if page.written else ():
        lost = _lost(bundle, page, sentence)
        if lost:
            line, column = place_of(page, sentence, lost[0])
            message = f"no quote of this sentence holds {', '.join(lost)}"
            yield Finding(page.path, line, column, message, "Cite the words that hold the name.")


def _lost(bundle: Bundle, page: Page, sentence: Sentence) -> tuple[str, ...]:
    quotes, said = quoted(page, sentence), words(sentence.text)
    # Most pages that quote need no look at their names.
    if not quotes or any(said in quote for quote in quotes):
        return ()
    return verify(said, quotes, [*named(bundle, page, sentence), *credited(bundle, page, sentence)]).names

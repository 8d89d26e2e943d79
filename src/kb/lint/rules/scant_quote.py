"""CIT009 scant-quote

All that a long sentence quotes is one or two words.

### Why it matters

A quote of two words stands in almost every source: it can be found, but it proves nothing that the sentence says.

### Example

```markdown
Geely took over Volvo from Ford after two years of talks and kept its factories in Sweden.[^deal-1]

[^deal-1]: "Volvo" — [The deal](../sources/deal.md#^k3f9a2c71)
```

### How to mend it

Quote the words that say what the sentence says.
"""

import re
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.carried import quoted
from kb.lint.quotes import words
from kb.lint.rule import Finding
from kb.search.words import CJK
from kb.wiki.page import Page

CODE = "CIT009"
SEVERITY = Severity.WARNING
NEEDS = "written"
_SCANT = 2
_LONG = 15
# Two characters of Chinese or Japanese are about a word.
_WORD = re.compile(rf"[{CJK}]{{1,2}}|(?:(?![{CJK}])\w)+")
_ENDS = re.compile(r"[.!?…。！？]\W*$")


def check_page(page: Page) -> Iterator[Finding]:
    for sentence in page.sentences if page.written else ():
        quotes = quoted(page, sentence)
        # Two words that are a whole sentence say something: "Nobody came."
        if (
            quotes
            and not any(map(_ENDS.search, quotes))
            and sum(map(_length, quotes)) <= _SCANT
            and _length(words(sentence.text)) >= _LONG
        ):
            message = (
                f"{_length(words(sentence.text))} words stand on a quote of {sum(map(_length, quotes))}: “{quotes[0]}”"
            )
            yield Finding(page.path, sentence.line, sentence.column, message, "Quote the words that say it.")


def _length(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))

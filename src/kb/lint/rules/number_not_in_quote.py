"""CIT004 number-not-in-quote

A sentence holds a number that none of its quotes holds, a day or a month that all their dates contradict, or a number
that they hold with another unit only (5 points for 5 percent, $5 for €5).
"8.2 billion", "$8.2B" and "8,2 Mrd." are the same number, and so are 1,000 and 1000, 5 % and five percent, '97 and
1997. Numbers in the name of the page or of a linked page don't count, nor do those in the title and the date of a
source that is cited ("in a thread of 2024").

### Why it matters

A wrong number is the most common fault of a sentence that looks well cited, and the easiest to believe.

### Example

```markdown
Revenue grew 15 % to $8.2B.[^call-1]

[^call-1]: "revenue was 8.2 billion, up 5 percent" — [The call](../sources/call.md#^k3f9a2c71)
```

15 stands in no quote.

### How to mend it

Correct the number, or cite the words that hold it.
"""

import re
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.carried import named, place_of, quoted
from kb.lint.quotes import words
from kb.lint.rule import Finding
from kb.numbers import missing
from kb.verifying.dates import missing_dates
from kb.verifying.units import other_units
from kb.wiki.page import Page, Sentence

CODE = "CIT004"
SEVERITY = Severity.ERROR
NEEDS = "written"
_DIGIT = re.compile(r"\d")


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    for sentence in page.sentences if page.written else ():
        if _DIGIT.search(sentence.text):
            yield from _misstated(bundle, page, sentence)


def _misstated(bundle: Bundle, page: Page, sentence: Sentence) -> Iterator[Finding]:
    quotes, said = quoted(page, sentence), words(sentence.text)
    if not quotes or any(said in quote for quote in quotes):
        return
    lost = missing(said, quotes, lambda: named(bundle, page, sentence))
    for number in lost:
        # Not found when the page writes it in full-width digits.
        line, column = place_of(page, sentence, number)
        yield Finding(page.path, line, column, f"{number} stands in none of the quotes of this sentence")
    for date in missing_dates(said, _texts(bundle, page, sentence)):
        if not any(number in date for number in lost):
            message = f"{date} is not the date that the quotes of this sentence give"
            yield Finding(page.path, *place_of(page, sentence, date), message)
    for amount in other_units(said, _texts(bundle, page, sentence)):
        message = (
            f"the quotes of this sentence give {amount.split()[0]} with another unit than {amount.split(' ', 1)[1]}"
        )
        yield Finding(page.path, *place_of(page, sentence, amount.split()[0]), message)


def _texts(bundle: Bundle, page: Page, sentence: Sentence) -> Iterator[str]:
    """What the sentence may draw on."""
    yield from quoted(page, sentence)
    yield from named(bundle, page, sentence)

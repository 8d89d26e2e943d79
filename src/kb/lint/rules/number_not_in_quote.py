"""CIT004 number-not-in-quote

A sentence holds a number that none of its quotes holds.
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
from kb.lint.quotes import quotes, words
from kb.lint.rule import Finding
from kb.numbers import missing
from kb.wiki.page import Page, Sentence

CODE = "CIT004"
SEVERITY = Severity.ERROR
_DIGIT = re.compile(r"\d")


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    for sentence in page.sentences if page.written else ():
        if _DIGIT.search(sentence.text):
            yield from _misstated(bundle, page, sentence)


def _misstated(bundle: Bundle, page: Page, sentence: Sentence) -> Iterator[Finding]:
    labels = sentence.labels or sentence.later
    known = [*quotes(page, labels)]
    if not known:
        return
    for number in missing(words(sentence.text), known, lambda: _names(bundle, page, sentence)):
        # Not found when the page writes it in full-width digits.
        column = page.lines[sentence.line - 1].find(number, sentence.column - 1) + 1
        message = f"{number} stands in none of the quotes of this sentence"
        yield Finding(page.path, sentence.line, column or sentence.column, message)


def _names(bundle: Bundle, page: Page, sentence: Sentence) -> Iterator[str]:
    """Titles and aliases of the page and of those that the sentence links to; titles and dates of what it cites."""
    lines = range(sentence.line, sentence.line + sentence.text.count("\n") + 1)
    targets = (bundle.target(page, link) for line in lines for link in page.links_by_line.get(line, ()))
    linked = (bundle.pages[path] for path in targets if path is not None and path in bundle.pages)
    for named in (page, *linked):
        # The title of an answer is what somebody asked: it proves nothing.
        if named.type not in ("Source", "Answer"):
            yield from (named.title, *named.strings("aliases"))
    for label in sentence.labels or sentence.later:
        note = page.footnote_by_label.get(label)
        for cited in note.citations if note is not None else ():
            if page.type == "Answer":
                yield cited.where
            source = bundle.cited_page(page, cited)
            if source is not None:
                yield from (source.title, str(source.values.get("published") or ""))

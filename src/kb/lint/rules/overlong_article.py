"""ART004 overlong-article

An article has more than 6,000 words.

### Why it matters

Nobody reads it to the end, and search finds too many things on it. A subject of that size has parts that deserve pages
of their own.

### Example

`concepts/china.md` has 9,400 words under 22 headings.

### How to mend it

Give its larger parts pages of their own: `page: always` beside their names in `concepts.yaml`, then `kb build`. In a
page of your own, move sections to new pages and link to them.
"""

import re
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.search.words import CJK
from kb.wiki.page import Page

CODE = "ART004"
SEVERITY = Severity.INFO
NEEDS = "of_kind_of_kb"
LIMIT = 6_000
"""Words; encyclopedias divide their articles at about this length."""
# Two characters of Chinese or Japanese are about a word.
_WORD = re.compile(rf"[{CJK}]{{1,2}}|[^\s{CJK}]+")


def check_page(page: Page) -> Iterator[Finding]:
    # Most pages are too short for as many words, whatever they hold.
    if page.type == "Concept" and not page.reserved and len(page.text) > LIMIT:
        length = sum(1 for sentence in page.sentences for _ in _WORD.finditer(sentence.text))
        if length > LIMIT:
            message = f"{length:,} words; more than {LIMIT:,} are hard to read"
            yield Finding(page.path, 0, 0, message, "Give its larger parts pages of their own.")

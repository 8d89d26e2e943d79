"""DSP002 dispute-without-quotes

A side of a dispute has lost its words: what it quotes stands in the source no more, or the source is gone.

### Why it matters

A dispute says that two sources contradict each other. When one of them no longer says so, there may be none.

### Example

```markdown
- **The town, says:** The station opened in May 2019.[^town-1]

[^town-1]: "opened in May 2019" — [The town](../sources/town.md#^k3f9a2c71)
```

The source was corrected, and its block says "opened in May 2020".

### How to mend it

Run `kb build`: a dispute that is over loses its page. One that you edited or settled is yours: delete it, or mend what
it quotes.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.quotes import words
from kb.lint.rule import Finding
from kb.quoting import locate
from kb.wiki.page import Cited, Page

CODE = "DSP002"
SEVERITY = Severity.ERROR
NEEDS = "generated"


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    if page.type != "Dispute" or not page.generated:
        return
    for side in page.sentences:
        notes = [page.footnote_by_label[one] for one in side.labels if one in page.footnote_by_label]
        cited = [one for note in notes for one in note.citations]
        if side.labels and not any(_stands(bundle, page, one) for one in cited):
            message = "no quote of this side of the dispute stands in its source"
            yield Finding(page.path, side.line, side.column, message, "Run kb build: it may be over.")


def _stands(bundle: Bundle, page: Page, cited: Cited) -> bool:
    block = bundle.cited_block(page, cited)
    return block is not None and locate(words(block.markdown), cited.quote) is not None

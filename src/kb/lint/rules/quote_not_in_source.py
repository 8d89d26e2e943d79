"""CIT003 quote-not-in-source

The words that a footnote quotes do not stand in the block that it cites.
White space, hyphenation, quote marks and dashes don't count, nor do fillers of speech (um, uh).

### Why it matters

A quote is the one thing on a page that must be exact: it is what a reader checks a sentence against.

### Example

```markdown
[^deal-1]: "Geely paid 2.8 billion" — [The deal](../sources/deal.md#^k3f9a2c71)
```

The block says "Geely paid 1.8 billion".

### How to mend it

Run `kb build`. In a page that you edited, copy the words from the block. If the source itself was edited in wiki/,
undo that: what a source says is changed in raw/ only.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.quotes import words
from kb.lint.rule import Finding
from kb.quoting import locate
from kb.wiki.page import Cited, Page

CODE = "CIT003"
SEVERITY = Severity.ERROR
NEEDS = "footnotes"
_SHOWN = 80


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    for footnote in page.footnotes if not page.reserved else ():
        for cited in footnote.citations:
            if _misquotes(bundle, page, cited):
                quote = cited.quote if len(cited.quote) <= _SHOWN else cited.quote[: _SHOWN - 1] + "…"
                where = f"^{cited.block} of {cited.page or 'this page'}"
                yield Finding(page.path, footnote.line, 1, f"“{quote}” does not stand in {where}")


def _misquotes(bundle: Bundle, page: Page, cited: Cited) -> bool:
    block = bundle.cited_block(page, cited)
    return block is not None and locate(words(block.markdown), cited.quote) is None

"""CIT001 uncited-sentence

A sentence of an article, a dispute or the opening of a source page carries no footnote.
Headings, callouts, lists of links and a source's own text need none, nor do pages that people wrote themselves.

### Why it matters

Every sentence that kb writes stands on the exact words of a source. One that does not may be wrong, and nobody can
tell.

### Example

```markdown
Geely bought Volvo in 2010.[^deal-1] It was a bargain.
```

The second sentence is uncited. Several sentences may share the footnote behind the last of them when its quote holds
their words.

### How to mend it

Cite a source, or take the sentence out. A remark of your own belongs on a page of your own.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.quotes import quoted
from kb.lint.rule import Finding
from kb.markup import readable
from kb.wiki.page import Page
from kb.wiki.shortening import shortened

CODE = "CIT001"
SEVERITY = Severity.ERROR
NEEDS = "written"
_SHOWN = 60


def check_page(page: Page) -> Iterator[Finding]:
    if page.written:
        for sentence in page.sentences:
            if not sentence.labels and not quoted(sentence, page, sentence.later):
                message = f"no footnote carries “{shortened(readable(sentence.text), _SHOWN)}”"
                yield Finding(page.path, sentence.line, sentence.column, message, "Cite a source, or take it out.")

"""CIT007 citation-to-answer

A footnote cites an answer that kb gave to a question, instead of a source.

### Why it matters

Answers lie in the wiki but are no evidence: they are made from it. A wiki that stands on its own answers soon stands
on nothing, and a mistake in one of them becomes its own proof.

### Example

```markdown
[^1]: "Geely bought Volvo in 2010" — [Who bought Volvo?](../answers/who-bought-volvo.md#^k3f9a2c71)
```

### How to mend it

Cite the source that the answer itself quotes: its footnotes lead there.
"""

import posixpath
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.wiki.page import Link, Page

CODE = "CIT007"
SEVERITY = Severity.ERROR
NEEDS = "footnotes"
_FOLDER = "wiki/answers"


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    for link in page.links:
        if link.cites and not link.external and not page.in_source_text(link.line):
            path = bundle.target(page, link)
            if path is not None and path != page.path and _is_answer(bundle, path):
                severity = SEVERITY if page.generated or _quotes(page, link) else Severity.WARNING
                message = f"a footnote cites an answer: {link.target}"
                hint = "Cite the source that the answer quotes."
                yield Finding(page.path, link.line, link.column, message, hint, severity)


def _is_answer(bundle: Bundle, path: str) -> bool:
    page = bundle.pages.get(path)
    return page is not None and (page.type == "Answer" or posixpath.dirname(path) == _FOLDER)


def _quotes(page: Page, link: Link) -> bool:
    """Whether the footnote quotes the answer, and does not only point to it."""
    notes = (note for note in page.footnotes if note.line <= link.line <= note.line + note.text.count("\n"))
    return any(cited.page == link.target for note in notes for cited in note.citations)

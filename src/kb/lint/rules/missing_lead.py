"""ART002 missing-lead

An article begins with a section: between its title and the first heading stands no sentence.
Pages that only hold quotes have none.

### Why it matters

Who follows a link wants to know first what the thing is. A lead is also what search and the contents show.

### Example

```markdown
# Eel pass

## History

It was built in 1952.[^weir-1]
```

### How to mend it

Run `kb build`; a page that you edited needs a sentence or two above its first heading, with their footnotes.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.articles import is_quoted, own_sections
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "ART002"
SEVERITY = Severity.WARNING
NEEDS = "written"


def check_page(page: Page) -> Iterator[Finding]:
    if not page.written or page.type != "Concept" or is_quoted(page):
        return
    first = next(iter(own_sections(page)), None)
    if first is not None and not any(sentence.line < first.heading.line for sentence in page.sentences):
        message = f"no sentence stands before the section “{first.heading.text}”"
        yield Finding(page.path, first.heading.line, 1, message, "Say first what the thing is.")

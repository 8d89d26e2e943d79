"""ART003 empty-section

On a page that kb wrote a heading has nothing below it: the next heading of its own or a higher level follows, or the
page ends.

### Why it matters

The heading promises something that is not there. Often the reply that should have filled it was cut off, or an edit
took the words and left the heading.

### Example

```markdown
## Costs

## History

It was built in 1952.[^weir-1]
```

### How to mend it

Remove the heading, or run `kb build` if kb wrote the page as it is.
"""

from collections.abc import Iterator

from kb.diagnostics import Edit, Fix, Severity
from kb.lint.articles import Section, own_sections
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "ART003"
SEVERITY = Severity.WARNING
NEEDS = "generated"


def check_page(page: Page) -> Iterator[Finding]:
    if page.generated and not page.reserved:
        for section in own_sections(page):
            if not section.lines and not section.deeper:
                message = f"nothing stands below “{section.heading.text}”"
                yield Finding(
                    page.path, section.heading.line, 1, message, "Remove the heading.", fix=_fix(page, section)
                )


def _fix(page: Page, section: Section) -> Fix | None:
    """Takes out the heading with the blank lines below; none where a comment stands there, which may matter."""
    line = section.heading.line
    end = line + 1
    while end <= len(page.lines) and not page.lines[end - 1].strip():
        end += 1
    follows = {heading.line for heading in page.headings} | {note.line for note in page.footnotes}
    if end > len(page.lines):
        end = len(page.lines)
    elif end not in follows:
        return None
    return Fix("safe", f"Remove the empty section “{section.heading.text}”", (Edit(line, 1, end, 1, ""),))

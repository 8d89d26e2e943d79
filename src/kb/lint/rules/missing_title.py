"""OKF004 missing-title

A page's front matter has no `title`, or an empty one. A title that is no text is told by wrong-value.

### Why it matters

The Open Knowledge Format recommends it. Without it the contents, search and links have only the file's name to show.

### Example

```yaml
---
type: Note
---
```

### How to mend it

Add `title:`, in quotes if it holds a colon. `kb lint --fix` takes the heading that the page begins with.
"""

from collections.abc import Iterator

from kb.diagnostics import Edit, Fix, Severity
from kb.lint.rule import Finding
from kb.wiki.frontmatter import emit
from kb.wiki.page import Page

CODE = "OKF004"
SEVERITY = Severity.WARNING


def check_page(page: Page) -> Iterator[Finding]:
    if page.reserved:
        return
    title = page.values.get("title")
    if page.values and (title is None or (isinstance(title, str) and not title.strip())):
        yield Finding(page.path, page.line_of("title"), 0, "no title in the front matter", "Add title:", fix=_fix(page))


def _fix(page: Page) -> Fix | None:
    """The heading that opens the page, where it is the only one of its level."""
    # Loaded where it is needed: nearly all pages have a title.
    from kb.markup import readable

    first, *others = [heading.text for heading in page.headings if heading.level == 1] or [""]
    opens = bool(page.headings) and page.headings[0].level == 1
    title = readable(first)
    if "title" in page.values or not opens or others or not title:
        return None
    closing = page.first_line - 1
    return Fix("safe", "Take the page's heading for its title", (Edit(closing, 1, closing, 1, emit({"title": title})),))

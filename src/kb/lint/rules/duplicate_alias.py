"""CON001 duplicate-alias

Two concepts share a title or an alias; upper and lower case, full and half width don't count.

### Why it matters

They may be one concept with two pages, each with half of what is known; and nobody can say which of them the name
means.

### Example

```yaml
title: Geely            # concepts/geely.md
aliases: [Geely Auto]
```

```yaml
title: Geely Auto       # concepts/geely-auto.md
```

### How to mend it

In `concepts.yaml`, give one of them `same_as:` the other, or take the alias from one; then run `kb build`.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.names import folded, names_of, pages_by_name
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "CON001"
SEVERITY = Severity.ERROR


def check(bundle: Bundle) -> Iterator[Finding]:
    for name, pages in pages_by_name(bundle.of_type("Concept")).items():
        first, *others = pages
        for page in others:
            shown = next(one for one in names_of(page) if folded(one) == name)
            message = f"{first.path} is called “{shown}” too"
            hint = "One concept with two names? Say same_as: in concepts.yaml, then kb build."
            yield Finding(page.path, _line(page, name), 0, message, hint)


def _line(page: Page, name: str) -> int:
    return page.line_of("title" if folded(page.title) == name else "aliases")

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

from collections.abc import Iterator, Mapping

from kb.diagnostics import Severity
from kb.lint.around import Around
from kb.lint.bundle import Bundle
from kb.lint.names import Called, by_name, called, folded
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "CON001"
SEVERITY = Severity.ERROR


def gather(page: Page, bundle: Bundle) -> Called | None:
    """A concept's names."""
    return called(page) if page.type == "Concept" and not page.reserved else None


def check(wiki: Around, gathered: Mapping[str, Called]) -> Iterator[Finding]:
    concepts = {path: Called(*one) for path, one in gathered.items()}
    for name, pages in by_name((path, one.names) for path, one in concepts.items()).items():
        first, *others = pages
        for path in others:
            shown = next(one for one in concepts[path].names if folded(one) == name)
            message = f"{first} is called “{shown}” too"
            hint = "One concept with two names? Say same_as: in concepts.yaml, then kb build."
            yield Finding(path, concepts[path].line_of(name), 0, message, hint)

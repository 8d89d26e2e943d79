"""CON003 unused-concept

`concepts.yaml` asks for a page, `page: always`, and the wiki has none: no source says anything of the concept.

### Why it matters

Somebody waits for that page. Its sources may be missing, or they may call the thing by another name.

### Example

```yaml
- {id: fish-lift, title: Fish lift, page: always}
```

No page `concepts/fish-lift.md` is there.

### How to mend it

Add a source that speaks of it, give the concept the name that the sources use with `also:`, or take the line out.
"""

from collections.abc import Iterator, Mapping

from kb.diagnostics import Severity
from kb.lint.around import Around
from kb.lint.bundle import Bundle
from kb.lint.decisions import NAME, line_of, table
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "CON003"
SEVERITY = Severity.WARNING


def gather(page: Page, bundle: Bundle) -> bool | None:
    """Whether it is a concept's."""
    return True if page.type == "Concept" and not page.reserved else None


def check(wiki: Around, gathered: Mapping[str, bool]) -> Iterator[Finding]:
    # Before the first compile no concept has a page.
    known = table(wiki.concepts) if gathered else None
    if known is None:
        return
    for concept in known.concepts.values():
        wanted = concept.page == "always" and known.settled(concept.id) is concept
        if wanted and f"wiki/concepts/{concept.id}.md" not in wiki.pages:
            message = f"{concept.title} is to have a page, but no source says anything of it"
            hint = "Add a source, or another name with also:."
            yield Finding(NAME, line_of(wiki.concepts, concept.id), 0, message, hint)

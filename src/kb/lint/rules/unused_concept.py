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

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.decisions import NAME, line_of, table
from kb.lint.rule import Finding

CODE = "CON003"
SEVERITY = Severity.WARNING


def check(bundle: Bundle) -> Iterator[Finding]:
    known = table(bundle)
    # Before the first compile no concept has a page.
    if known is None or not any(bundle.of_type("Concept")):
        return
    for concept in known.concepts.values():
        wanted = concept.page == "always" and known.settled(concept.id) is concept
        if wanted and f"wiki/concepts/{concept.id}.md" not in bundle.pages:
            message = f"{concept.title} is to have a page, but no source says anything of it"
            hint = "Add a source, or another name with also:."
            yield Finding(NAME, line_of(bundle, concept.id), 0, message, hint)

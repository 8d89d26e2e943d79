"""CON004 unusable-decision

A line of `concepts.yaml` decides nothing: `same_as` names a concept that is not in the file, or leads back to where it
began, or the file can't be read at all.

### Why it matters

Somebody decided that two concepts are one, and the wiki still has both.

### Example

```yaml
- {id: fish-pass, title: Fish pass, same_as: fish-laddder}
```

There is no concept `fish-laddder`.

### How to mend it

Correct the id, or take `same_as` out.
"""

import difflib
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.errors import SettingsError
from kb.knowledge import Concept, ConceptTable
from kb.lint.bundle import Bundle
from kb.lint.decisions import NAME, line_of, table
from kb.lint.rule import Finding

CODE = "CON004"
SEVERITY = Severity.ERROR


def check(bundle: Bundle) -> Iterator[Finding]:
    known = table(bundle)
    if known is None:
        yield from _unreadable(bundle)
        return
    for concept in known.concepts.values():
        if concept.same_as is not None and concept.same_as not in known.concepts:
            near = next(iter(difflib.get_close_matches(concept.same_as, known.concepts, n=1)), "")
            hint = f"Did you mean {near}?" if near else ""
            message = f"{concept.id} is to be the same as {concept.same_as}, which is no concept here"
            yield Finding(NAME, line_of(bundle, concept.id), 0, message, hint)
        elif concept.same_as is not None and _circles(known, concept):
            message = f"same_as leads from {concept.id} back to itself"
            yield Finding(NAME, line_of(bundle, concept.id), 0, message, "Take one same_as out.")


def _unreadable(bundle: Bundle) -> Iterator[Finding]:
    from kb.workspace.concepts import parse

    try:
        parse(bundle.concepts)
    except SettingsError as error:
        yield Finding(NAME, 0, 0, str(error))


def _circles(known: ConceptTable, concept: Concept) -> bool:
    at, seen = concept.same_as, {concept.id}
    while at is not None and at in known.concepts and at not in seen:
        seen.add(at)
        at = known.concepts[at].same_as
    return at == concept.id

"""SUP001 unused-suppression

A comment allows a rule where that rule finds nothing. It is told only when every rule that the word names has run.

### Why it matters

What it once allowed is mended, or has moved elsewhere. Left behind, it would hide the next fault of that kind.

### Example

```markdown
Eels need a way around the weir.[^talk-1] <!-- kb: allow uncited-sentence -->
```

The sentence has its footnote by now.

### How to mend it

Take the comment out, or the one word of it that allows nothing; `kb lint --fix` does.
"""

from collections.abc import Iterator

from kb.diagnostics import Edit, Fix, Severity
from kb.lint.rule import Finding
from kb.lint.suppressions import Allowance, Tried

CODE = "SUP001"
SEVERITY = Severity.WARNING


def check_allowance(tried: Tried) -> Iterator[Finding]:
    if tried.unused and not tried.allowance.fault:
        one = tried.allowance
        message = f"nothing here needs {' or '.join(tried.unused)} to be allowed"
        yield Finding(tried.path, one.line, one.column, message, "Take it out.", fix=_fix(one, tried.unused))


def _fix(one: Allowance, unused: tuple[str, ...]) -> Fix | None:
    kept = [word for word in one.words if word not in unused]
    if not kept:
        return Fix("safe", "Take the comment out", one.removal)
    if one.shrinking is None:
        return None
    line, column, end_line, end_column, _ = one.shrinking
    edit = Edit(line, column, end_line, end_column, ", ".join(kept))
    return Fix("safe", f"Take {' and '.join(unused)} out of the comment", (edit,))

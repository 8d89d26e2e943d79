"""SUP002 malformed-suppression

A comment that begins with `kb:` can't be followed: it names no rule or one that does not exist, begins a stretch that
does not end, or ends one that did not begin.

### Why it matters

A finding that you meant to allow is still told, or more is allowed than you meant.

### Example

```markdown
They are long. <!-- kb: allow CIT01 -->
```

There is no CIT01; CIT001 was meant.

### How to mend it

Write `kb: allow` and codes, beginnings of codes or names of rules; a reason may follow behind a colon. `kb explain all`
lists them. `kb: allow-start CIT001` goes on to `kb: allow-end`, `kb: allow-page CIT001` holds for the page.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.lint.suppressions import Tried, unknown_words

CODE = "SUP002"
SEVERITY = Severity.WARNING
_HINT = "kb explain all lists the rules."


def check_allowance(tried: Tried) -> Iterator[Finding]:
    one = tried.allowance
    if one.fault:
        yield Finding(tried.path, one.line, one.column, f"this comment can't be followed: {one.fault}")
    for word, near in unknown_words(one.words):
        message = f"no rule is called {word!r}; did you mean {near}?"
        yield Finding(tried.path, one.line, one.column, message, _HINT)

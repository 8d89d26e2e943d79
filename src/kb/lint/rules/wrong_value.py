"""OKF008 wrong-value

A key that the Open Knowledge Format or Obsidian knows has a value of another kind: a `title`, `description`,
`resource`, `status` that is no text; `tags` or `aliases` that are no list of texts. A single tag or alias that stands
alone is only told.

### Why it matters

Other programs leave the value out, or stop at it. Obsidian reads lists alone for tags and aliases.

### Example

```yaml
title: 2026
tags: rivers
```

The first is a number; the second is a single text where a list belongs.

### How to mend it

Put quotes around the text, brackets around the list: `title: "2026"`, `tags: [rivers]`; `kb lint --fix` does.
"""

import json
import re
from collections.abc import Iterator

from kb.diagnostics import Edit, Fix, Grade, Severity
from kb.lint.rule import Finding
from kb.wiki.frontmatter import Value, emit
from kb.wiki.page import Page

CODE = "OKF008"
SEVERITY = Severity.WARNING

_TEXTS = ("title", "description", "resource", "status")
_LISTS = ("tags", "aliases")


def check_page(page: Page) -> Iterator[Finding]:
    if page.reserved:
        return
    for key in _TEXTS:
        value = page.values.get(key)
        # A key without a value is one that is not there yet.
        if value is not None and not isinstance(value, str):
            yield _finding(page, key, f"{key} is {_kind(value)}, not a text", str, SEVERITY)
    for key in _LISTS:
        value = page.values.get(key)
        if isinstance(value, str) and value.strip():
            yield _finding(page, key, f"{key} is a single text, not a list", list, Severity.INFO)
        elif value is not None and not isinstance(value, str | list):
            yield _finding(page, key, f"{key} is {_kind(value)}, not a list of texts", list, SEVERITY)
        elif isinstance(value, list) and not all(item is None or isinstance(item, str) for item in value):
            other = next(item for item in value if not isinstance(item, str))
            yield _finding(page, key, f"{key} holds {_kind(other)}, not texts alone", type(None), SEVERITY)


def _finding(page: Page, key: str, message: str, wanted: type, severity: Severity) -> Finding:
    hint = "Put quotes around it." if wanted is str else "Write a list of texts in brackets."
    return Finding(page.path, page.line_of(key), 0, message, hint, severity, _fix(page, key, wanted))


def _fix(page: Page, key: str, wanted: type) -> Fix | None:
    """For a number, a word such as `yes`, or a single text on the key's own line."""
    number = page.line_of(key)
    line = page.lines[number - 1]
    match = re.fullmatch(rf"{key}:[ \t]+(?P<value>[^\s#\[{{|>&*!][^#]*?)[ \t]*", line)
    if match is None or page.generated or wanted not in (str, list):
        return None
    start, end = match.start("value") + 1, match.end("value") + 1
    value = page.values[key]
    if wanted is str:
        text, title = json.dumps(match["value"], ensure_ascii=False), "Put quotes around it"
    else:
        items = [item.strip() for item in value.split(",")] if isinstance(value, str) else [match["value"]]
        listed: list[Value] = [item.removeprefix("#") if key == "tags" else item for item in items if item]
        text, title = emit({key: listed}).removeprefix(f"{key}: ").rstrip("\n"), "Write a list"
    # A comma may belong to a name.
    grade: Grade = "unsafe" if wanted is list and "," in match["value"] else "safe"
    return Fix(grade, title, (Edit(number, start, number, end, text),)) if "\n" not in text else None


def _kind(value: Value) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return "a text"

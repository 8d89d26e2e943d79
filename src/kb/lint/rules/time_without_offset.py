"""OKF006 time-without-offset

A time in the front matter does not say which zone it is in, or is not ISO 8601.
Looked at: `generated.at`, `verified[].at`, `stale_after`, and `last_modified` of the sources.

### Why it matters

Whether a page is newer than its source, or already stale, can't be told from a time that means another moment in each
country.

### Example

```yaml
stale_after: 2026-11-20 09:14
```

### How to mend it

Write it with an offset: `2026-11-20T09:14:00Z`, or `2026-11-20T10:14:00+01:00`.
`kb lint --fix` mends the form of a time that names its zone; `--unsafe-fixes` takes one that names none for UTC.
"""

import re
from collections.abc import Iterator

from kb.diagnostics import Edit, Fix, Severity
from kb.lint.rule import Finding
from kb.wiki.frontmatter import Value
from kb.wiki.page import Page

CODE = "OKF006"
SEVERITY = Severity.WARNING

_OF_KB = ("generated", "sources")
"""What says where a page comes from is not for a fix to change."""
_LOOSE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[Tt ](?P<time>\d\d:\d\d(?::\d\d(?:\.\d+)?)?))? ?(?P<zone>[Zz]|[+-]\d\d:?\d\d)?"
)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)")


def check_page(page: Page) -> Iterator[Finding]:
    if page.reserved:
        return
    for key, name, value in _times(page):
        if not isinstance(value, str) or not _TIME.fullmatch(value):
            message = f"{name} is not a time with an offset: {value}"
            yield Finding(page.path, page.line_of(key), 0, message, fix=_fix(page, key, value))


def _times(page: Page) -> Iterator[tuple[str, str, Value]]:
    if "stale_after" in page.values:
        yield "stale_after", "stale_after", page.values["stale_after"]
    for key, inner in (("generated", "at"), ("verified", "at"), ("sources", "last_modified")):
        value = page.values.get(key)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and inner in item:
                yield key, f"{key}.{inner}", item[inner]


def _fix(page: Page, key: str, value: Value) -> Fix | None:
    """Safe where the zone is named and only the form is another."""
    time = _LOOSE.fullmatch(value) if isinstance(value, str) else None
    place = _place(page, key, time.group()) if time is not None and key not in _OF_KB else None
    if time is None or place is None or (time["zone"] and not time["time"]):
        return None
    new = f"{time['day']}T{time['time'] or '00:00:00'}{(time['zone'] or 'Z').upper()}"
    line, column = place
    edit = Edit(line, column, line, column + len(time.group()), new)
    return (
        Fix("safe", "Write the time as ISO 8601", (edit,))
        if time["zone"]
        else Fix("unsafe", "Take it for UTC", (edit,))
    )


def _place(page: Page, key: str, text: str) -> tuple[int, int] | None:
    """Where a text stands in the lines of a key, if only once."""
    first = page.line_of(key)
    found: list[tuple[int, int]] = []
    for number, line in enumerate(page.lines[first - 1 : page.first_line - 2], first):
        if number > first and not line.startswith((" ", "-")):
            break
        found += [(number, match.start() + 1) for match in re.finditer(rf"(?<!\S){re.escape(text)}(?!\S)", _bare(line))]
    return found[0] if len(found) == 1 else None


def _bare(line: str) -> str:
    """Quote marks and brackets as spaces, each character in its place."""
    return re.sub(r"[\"'{}\[\],]", " ", line)

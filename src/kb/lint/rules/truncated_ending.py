"""ART007 truncated-ending

A page that kb wrote looks cut off: its last sentence has no end, a fence or bold type that it opens is never closed,
or its last line is the mark of a list item without the item.
Quotes end where they end, and are left out.

### Why it matters

A reply that ran into its limit, or an edit that went wrong, may have taken more than the one word that is seen to be
missing.

### Example

```markdown
The weir was built in 1897, and the fish ladder in
```

### How to mend it

Run `kb build`, or complete the sentence with what its source says.
"""

import re
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.articles import content
from kb.lint.quotes import quoted
from kb.lint.rule import Finding
from kb.wiki.page import Page
from kb.wiki.sentences import EXEMPT

CODE = "ART007"
SEVERITY = Severity.WARNING
NEEDS = "generated"
_OPENING = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})")
_DANGLING = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+\[[ xX]?\])?[ \t]*")
_PLAIN = re.compile(r"[^\W_]")
_MARK = re.compile(r"(?:[ \t]*\[\^[^\[\]\s]+\])+\s*$")
_CODE = re.compile(r"`[^`]*`|\$[^$]*\$|\\.")
_ENDS = re.compile(r"""[.!?…。！？｡][\s"'”’»)\]*_~=」』）]*$|\b(?:https?://|www\.)\S+$""")
_GOES_ON = re.compile(r"[\w,;:(\[{/–—-]$")


def check_page(page: Page) -> Iterator[Finding]:
    if not page.generated or page.reserved:
        return
    passed_over = _passed_over(page)
    lines = [(number, line) for number, line in content(page) if number not in passed_over]
    if not lines:
        return
    fence = _open_fence(lines) if "```" in page.text or "~~~" in page.text else 0
    if fence:
        yield Finding(page.path, fence, 1, "this fence is never closed", "Close it, or run kb build.")
        return
    last, text = lines[-1]
    message = _cut_off(page, last, text)
    if message:
        yield Finding(page.path, last, len(text.rstrip()), message, "Complete it, or run kb build.")


def _passed_over(page: Page) -> frozenset[int]:
    """Headings, and the lines of sections that nobody wrote."""
    found: set[int] = set()
    until = len(page.lines) + 1
    for heading in reversed(page.headings):
        found.add(heading.line)
        if heading.text.casefold() in EXEMPT:
            found.update(range(heading.line, until))
        if heading.level <= 2:
            until = heading.line
    return frozenset(found)


def _open_fence(lines: list[tuple[int, str]]) -> int:
    opened, mark = 0, ""
    for number, line in lines:
        fence = _OPENING.match(line)
        if fence is None:
            continue
        if not opened:
            opened, mark = number, fence[1]
        elif fence[1].startswith(mark) and not line[fence.end() :].strip():
            opened = 0
    return opened


def _cut_off(page: Page, number: int, line: str) -> str:
    """What of the last line says that more was to follow."""
    if _DANGLING.fullmatch(line):
        return "a list item without text ends the page"
    if _CODE.sub("", line).count("**") % 2:
        return "the bold type of the last line is never closed"
    ending = [sentence for sentence in page.sentences if sentence.line <= number][-1:]
    for sentence in ending:
        said = _MARK.sub("", line.rstrip())
        ends_here = sentence.line + sentence.text.count("\n") >= number and _PLAIN.search(said) is not None
        prose = not _DANGLING.match(line) and "|" not in line and not line.lstrip().startswith((">", "!", "<"))
        if ends_here and prose and not _ENDS.search(said) and _GOES_ON.search(said):
            return "" if quoted(sentence, page, sentence.labels) else "the last sentence has no end"
    return ""

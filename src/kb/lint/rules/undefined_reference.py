"""LNK011 undefined-reference

A reference link `[text][name]` whose name no line `[name]: address` of the page defines.
Looked at are pages that people wrote, outside code; marks such as `[laughter][applause]` in capitals or in a row are
left alone.

### Why it matters

The reader sees the brackets and no link: the definition got lost when the paragraph was copied.

### Example

```markdown
See [the project][project].

[projekt]: https://example.org/
```

### How to mend it

Add `[name]: address` to the page, or write `[text](address)`.
"""

import re
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.body import Body
from kb.wiki.frontmatter import split
from kb.wiki.links import definitions, reference_name
from kb.wiki.page import Page
from kb.wiki.shortening import shortened

CODE = "LNK011"
SEVERITY = Severity.WARNING

# Neither x[1][2] of a program nor one of three brackets in a row.
_REFERENCE = re.compile(
    r"(?<![\w\]\[!\x1a])!?\[(?P<text>[^\[\]\n^][^\[\]\n]*)\]\[(?P<name>[^\[\]\n^][^\[\]\n]*)\](?![\[(:])"
)
_WORDS = re.compile(r"[^\W\d_]{2}")


def check_page(page: Page) -> Iterator[Finding]:
    if "][" not in page.text or page.generated or page.type == "Source":
        return
    body = Body(split(page.text).body, page.first_line)
    known = definitions(body)
    for match in _REFERENCE.finditer(body.masked):
        written = body.text[slice(*match.span("name"))]
        if _is_meant(match) and reference_name(written) not in known:
            line, column = body.place(match.start())
            name = shortened(written, 60)
            yield Finding(page.path, line, column, f"no line defines [{name}]", f"Add [{name}]: and the address.")


def _is_meant(match: re.Match[str]) -> bool:
    """Whether it can only be a link: words, and a name that is no single letter and not in capitals."""
    text, name = match["text"], match["name"]
    return bool(_WORDS.search(text)) and not (text.isupper() and name.isupper()) and (len(name) > 1 or name.isdigit())

"""LNK009 address-not-in-source

An article or a dispute that kb wrote has an address of the web that stands in none of the sources it cites.
Looked at are links and bare addresses; `http` or `https`, `www.` and a slash at the end make no difference.

### Why it matters

What kb writes comes from sources. An address from elsewhere was made up by a model, or put there to lead readers away;
both look like a reference.

### Example

```markdown
The figures are on [the project's page](https://brugg-weir.example/figures).[^weir-1]
```

No source that the article cites names that address.

### How to mend it

Take the address off, or put the page it leads to into raw/ (`kb add URL`) and run `kb build`.
"""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.wiki.page import Page
from kb.wiki.shortening import shortened

CODE = "LNK009"
SEVERITY = Severity.WARNING
NEEDS = "written"

_BARE = re.compile(r"(?<![\w(<\[\"'/])(?:https?://|www\.)[^\s<>()\[\]\"']+")
_BEGINNING = re.compile(r"(?:https?:)?//(?:www\.)?|www\.", re.I)
_END = ".,;:!?*_~/"


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    if not page.written or page.type == "Source":
        return
    addresses = [*_addresses(page)]
    if not addresses:
        return
    said = _said(page, bundle)
    for line, column, address in addresses:
        if _bare(address) not in said:
            message = f"{shortened(address, 100)} stands in none of the sources that the page cites"
            yield Finding(page.path, line, column, message, "Take it off, or bring the page it leads to into raw/.")


def _addresses(page: Page) -> Iterator[tuple[int, int, str]]:
    """Outside footnotes, which quote."""
    for link in page.links:
        if link.external and not link.cites and _BEGINNING.match(link.target):
            yield link.line, link.column, link.target + (f"#{link.anchor}" if link.anchor else "")
    for sentence in page.sentences:
        for match in _BARE.finditer(sentence.text):
            yield sentence.line, sentence.column, match.group().rstrip(_END)


def _said(page: Page, bundle: Bundle) -> str:
    """All that the cited pages say, spelled as addresses are compared."""
    cited = {one for footnote in page.footnotes for one in footnote.citations}
    pages = {other.path: other for one in cited if (other := bundle.cited_page(page, one)) is not None}
    text = "\n".join(pages[path].text for path in sorted(pages))
    return unquote(html.unescape(text.replace("\\", ""))).casefold()


def _bare(address: str) -> str:
    plain = unquote(html.unescape(address.replace("\\", ""))).casefold()
    return _BEGINNING.sub("", plain, count=1).rstrip(_END)

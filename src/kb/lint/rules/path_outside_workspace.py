"""SEC006 path-outside-workspace

A link, an embed or a `resource` of the front matter leads to a file outside the workspace: up beyond its top with `..`,
to a folder of one machine such as `/mnt/anna/` or `C:\\Plans\\`, or with `file:`.
The text of a source is not looked at.

### Why it matters

It leads nowhere on any other machine, and it tells the names of people and folders. A program that follows it may show
a file that was never meant for the wiki.

### Example

```markdown
[the plan](file:///mnt/anna/plans/weir.pdf) and ![](../../../.ssh/id_rsa)
```

### How to mend it

Copy the file into raw/ or wiki/assets/ and link to it there.
"""

import posixpath
import re
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.page import Link, Page
from kb.wiki.shortening import shortened

CODE = "SEC006"
SEVERITY = Severity.WARNING

_MACHINE = re.compile(
    r"file:|[A-Za-z]:[\\/]|\\\\[\w.-]+\\|~[\w.-]*/|/(?:Users|home|root|etc|tmp|var|mnt|media|opt|usr|private|Volumes)/",
    re.I,
)
_AWAY = re.compile(r"[:/\\]|\.\.")
_HINT = "Copy the file into raw/ or wiki/assets/ and link to it there."


def check_page(page: Page) -> Iterator[Finding]:
    for key, resource in _resources(page):
        # kb writes a raw file's path from the top, other programs one from the page.
        if _leaves(page, resource):
            message = f"{key} leads out of the workspace: {shortened(resource, 100)}"
            yield Finding(page.path, page.line_of(key), 0, message, _HINT)
    # None of them leaves the page's folder.
    for link in page.links if _AWAY.search(page.addresses) else ():
        if _link_leaves(page, link) and not page.in_source_text(link.line):
            message = f"this leads out of the workspace: {shortened(link.target, 100)}"
            yield Finding(page.path, link.line, link.column, message, _HINT)


def _link_leaves(page: Page, link: Link) -> bool:
    if link.kind == "wikilink":
        # A name, however many steps up: Obsidian looks for it in the vault.
        return link.target.lower().startswith("file:")
    return _leaves(page, link.target)


def _leaves(page: Page, target: str) -> bool:
    if _MACHINE.match(target):
        return True
    if ".." not in target or target.startswith("/") or re.match(r"[A-Za-z][\w+.-]+:|//", target):
        return False
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target.replace("\\", "/")))
    return joined.split("/", 1)[0] == ".."


def _resources(page: Page) -> Iterator[tuple[str, str]]:
    if page.string("resource"):
        yield "resource", page.string("resource")
    sources = page.values.get("sources")
    for one in sources if isinstance(sources, list) else ():
        resource = one.get("resource") if isinstance(one, dict) else one
        if isinstance(resource, str):
            yield "sources", resource

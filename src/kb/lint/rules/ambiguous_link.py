"""LNK004 ambiguous-link

A wikilink names several pages of the wiki, and none of them is the nearest: none lies in the page's own folder, none at
the top of the wiki.

### Why it matters

Each program picks another one. Obsidian takes the shortest path, others the first they find.

### Example

`[[summary]]` in `wiki/start.md`, where there are `wiki/cars/summary.md` and `wiki/ships/summary.md`.

### How to mend it

Write as much of the path as it takes: `[[cars/summary]]`, or `[[cars/summary|summary]]`.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding

CODE = "LNK004"
SEVERITY = Severity.WARNING


def check(bundle: Bundle) -> Iterator[Finding]:
    # Where no two files have the same name no page need be looked at.
    for page in bundle.in_order() if bundle.targets.shared else ():
        for link in page.links if any(by_name and bundle.targets.shares(to) for by_name, to in page.routes) else ():
            if link.kind != "wikilink" or not link.target or page.in_source_text(link.line):
                continue
            several = bundle.targets.rivals(link.target, page.path)
            if several:
                shorter = [path.removeprefix("wiki/").removesuffix(".md") for path in several]
                message = f"[[{link.target}]] names {len(several)} files: {', '.join(several[:3])}"
                hint = f"Write as much of the path as it takes: [[{shorter[0]}]]."
                yield Finding(page.path, link.line, link.column, message, hint)

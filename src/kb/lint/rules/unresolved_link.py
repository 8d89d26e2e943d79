"""LNK001 unresolved-link

A link or an embed leads to a file that does not exist.
Markdown links are paths from the page's own folder; wikilinks are names of files, as in Obsidian, so neither a title
nor an alias is enough. Addresses on the web and files outside wiki/ and raw/ are not looked at. In the text of a source
it is a warning: these are its author's words.

### Why it matters

The reader ends up nowhere, and Obsidian makes an empty page on the first click.

### Example

```markdown
See [the dam](../concepts/damm.md) and [[Volvo Cars]].
```

### How to mend it

Correct the target. Where one page has the name as its title or alias, `kb lint --fix` links to it.
"""

import posixpath
from collections.abc import Iterator, Mapping

from kb.diagnostics import Fix, Severity
from kb.lint.bundle import Bundle
from kb.lint.names import folded, pages_by_name
from kb.lint.rule import Finding
from kb.lint.wikilinks import renamed
from kb.wiki.citing import shortened
from kb.wiki.page import Link, Page

CODE = "LNK001"
SEVERITY = Severity.ERROR


def check(bundle: Bundle) -> Iterator[Finding]:
    names: Mapping[str, list[Page]] = {}
    for page in bundle.in_order():
        cited = {(c.page, f"^{c.block}") for footnote in page.footnotes for c in footnote.citations}
        for link in page.links:
            # dangling-citation tells of citations.
            if link.external or (link.cites and (link.target, link.anchor) in cited):
                continue
            if bundle.target(page, link) is None:
                # Only a wiki with faults pays for the table of names.
                names = names or pages_by_name(bundle.ordinary())
                message = f"no file for the link to {shortened(link.target, 100)}"
                severity = Severity.WARNING if page.in_source_text(link.line) else SEVERITY
                hint = _meant(bundle, page, link, names)
                fix = _by_file(bundle, page, link, names)
                yield Finding(page.path, link.line, link.column, message, hint, severity, fix)


def _by_file(bundle: Bundle, page: Page, link: Link, names: Mapping[str, list[Page]]) -> Fix | None:
    """The name of the file of the one other page that is called so; its path where that name leads elsewhere."""
    meant = names.get(folded(link.target), []) if link.kind == "wikilink" else []
    if len(meant) != 1 or meant[0] is page:
        return None
    path = meant[0].path.removesuffix(".md")
    stem = posixpath.basename(path)
    unmistakable = bundle.targets.named(stem, page.path) == meant[0].path
    return renamed(page, link, stem if unmistakable else path.removeprefix("wiki/"))


def _meant(bundle: Bundle, page: Page, link: Link, names: Mapping[str, list[Page]]) -> str:
    """What the author may have meant, for a target that is a title, an alias, or in another case."""
    if link.kind != "wikilink":
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), link.target))
        other = bundle.targets.spelled_like(path)
        return f"{other} differs in upper and lower case." if other else ""
    meant = names.get(folded(link.target))
    if not meant:
        return ""
    stem = posixpath.basename(meant[0].path).removesuffix(".md")
    return f"That is the name of a page: write [[{stem}|{link.text}]]."

"""LNK001 unresolved-link

A link or an embed leads to a file that does not exist.
Markdown links are paths from the page's own folder; wikilinks are names of files, as in Obsidian, so neither a title
nor an alias is enough. Addresses on the web and files outside wiki/ and raw/ are not looked at; a name in another case
is told by case-mismatch. In the text of a source it is a warning: these are its author's words.

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
import re
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
_ADDRESS = re.compile(r"www\.|https?[/:]|[a-z0-9-]+\.(?:com|org|net|io|dev|edu|gov)(?:/|$)", re.I)


def check(bundle: Bundle) -> Iterator[Finding]:
    names: Mapping[str, list[Page]] = {}
    for page in bundle.in_order():
        if all(bundle.linked(page)):
            continue
        cited = {(c.page, f"^{c.block}") for footnote in page.footnotes for c in footnote.citations}
        for link in page.links:
            # dangling-citation tells of citations.
            if link.external or (link.cites and (link.target, link.anchor) in cited):
                continue
            if bundle.target(page, link) is None and not _is_other_case(bundle, page, link):
                # Only a wiki with faults pays for the table of names.
                names = names or pages_by_name(bundle.ordinary())
                message = f"no file for the link to {shortened(link.target, 100)}"
                severity = Severity.WARNING if page.in_source_text(link.line) else SEVERITY
                hint = _meant(page, link, names)
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


def _is_other_case(bundle: Bundle, page: Page, link: Link) -> bool:
    return link.kind != "wikilink" and bundle.targets.in_other_case(link.target, page.path) is not None


def _meant(page: Page, link: Link, names: Mapping[str, list[Page]]) -> str:
    """What the author may have meant, for a target that is a title, an alias, or an address."""
    if link.kind != "wikilink":
        return "An address of the web begins with https://." if _ADDRESS.match(link.target) else ""
    meant = [other for other in names.get(folded(link.target), ()) if other is not page]
    if not meant:
        return ""
    stems = [posixpath.basename(other.path).removesuffix(".md") for other in meant]
    if len(meant) > 1:
        return f"{len(meant)} pages go by that name: {', '.join(f'[[{stem}]]' for stem in stems[:3])}."
    return f"That is the name of a page: write [[{stems[0]}|{link.text}]]."

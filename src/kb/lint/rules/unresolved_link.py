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
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kb.diagnostics import Fix, Severity
from kb.lint.around import Around
from kb.lint.bundle import Bundle
from kb.lint.names import by_name, folded, names_of
from kb.lint.rule import Finding
from kb.lint.wikilinks import Written, renamed, written
from kb.wiki.page import Page
from kb.wiki.shortening import shortened

CODE = "LNK001"
SEVERITY = Severity.ERROR
_ADDRESS = re.compile(r"www\.|https?[/:]|[a-z0-9-]+\.(?:com|org|net|io|dev|edu|gov)(?:/|$)", re.I)


class Broken(NamedTuple):
    """A link that leads nowhere."""

    line: int
    column: int
    target: str
    text: str
    wikilink: bool
    in_source: bool
    """Whether a source has it so."""
    written: Written | None
    """Where a wikilink can be written anew."""


def gather(page: Page, bundle: Bundle) -> tuple[Sequence[str], Sequence[Broken]] | None:
    """What a page is called, and its links that lead nowhere."""
    names = () if page.reserved else names_of(page)
    broken = () if all(bundle.linked(page)) else [*_broken(page, bundle)]
    return (names, broken) if names or broken else None


def check(
    wiki: Around, gathered: Mapping[str, tuple[Sequence[str], Sequence[tuple[object, ...]]]]
) -> Iterator[Finding]:
    names: Mapping[str, list[str]] = {}
    for path, (_, broken) in gathered.items():
        # Only a wiki with faults pays for the table of names.
        names = names or (by_name((path, some) for path, (some, _) in gathered.items()) if broken else {})
        for link in map(_again, broken):
            severity = Severity.WARNING if link.in_source else SEVERITY
            message = f"no file for the link to {shortened(link.target, 100)}"
            fix = _by_file(wiki, path, link, names)
            yield Finding(path, link.line, link.column, message, _meant(path, link, names), severity, fix)


def _broken(page: Page, bundle: Bundle) -> Iterator[Broken]:
    cited = {(c.page, f"^{c.block}") for footnote in page.footnotes for c in footnote.citations}
    for link in page.links:
        # dangling-citation tells of citations.
        if link.external or (link.cites and (link.target, link.anchor) in cited):
            continue
        by_name = link.kind == "wikilink"
        if bundle.target(page, link) is None and (by_name or bundle.in_other_case(page, link) is None):
            in_source = page.in_source_text(link.line)
            place = written(page, link) if by_name else None
            yield Broken(link.line, link.column, link.target, link.text, by_name, in_source, place)


def _again(kept: tuple[object, ...]) -> Broken:
    link = Broken._make(kept)
    return link._replace(written=Written(*link.written)) if link.written else link


def _by_file(wiki: Around, path: str, link: Broken, names: Mapping[str, list[str]]) -> Fix | None:
    """The name of the file of the one other page that is called so; its path where that name leads elsewhere."""
    meant = names.get(folded(link.target), []) if link.written else []
    if link.written is None or len(meant) != 1 or meant[0] == path:
        return None
    name = meant[0].removesuffix(".md")
    stem = posixpath.basename(name)
    unmistakable = wiki.named(stem, path) == meant[0]
    return renamed(link.written, stem if unmistakable else name.removeprefix("wiki/"))


def _meant(path: str, link: Broken, names: Mapping[str, list[str]]) -> str:
    """What the author may have meant, for a target that is a title, an alias, or an address."""
    if not link.wikilink:
        return "An address of the web begins with https://." if _ADDRESS.match(link.target) else ""
    meant = [other for other in names.get(folded(link.target), ()) if other != path]
    if not meant:
        return ""
    stems = [posixpath.basename(other).removesuffix(".md") for other in meant]
    if len(meant) > 1:
        return f"{len(meant)} pages go by that name: {', '.join(f'[[{stem}]]' for stem in stems[:3])}."
    return f"That is the name of a page: write [[{stems[0]}|{link.text}]]."

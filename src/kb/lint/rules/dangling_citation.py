"""CIT002 dangling-citation

A footnote leads nowhere: its mark has no definition, its definition cites a page or a block that does not exist, or,
on a page that kb wrote, it cites no block at all. A definition that no mark refers to is a warning.

### Why it matters

A citation that can't be followed proves nothing.

### Example

```markdown
Geely bought Volvo in 2010.[^deal-1]

[^deal-1]: "bought Volvo" — [The deal](../sources/deal.md#^k00000000)
```

There is no block `k00000000` in `sources/deal.md`.

### How to mend it

Run `kb build`, which writes footnotes anew. In a page that you edited, copy the footnote from the version beside it.
A definition that stands twice, word for word, is taken out by `kb lint --fix`.
"""

from collections.abc import Iterator, Sequence, Set

from kb.diagnostics import Edit, Fix, Grade, Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.wiki.page import Footnote, Page, Reference

CODE = "CIT002"
SEVERITY = Severity.ERROR


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    # On a page without any footnote, [^x] is a regular expression or another's syntax.
    if not page.reserved and (page.footnotes or page.generated):
        references = [one for one in page.references if not page.in_source_text(one.line)]
        footnotes = [*_ours(page, {one.label for one in references})]
        yield from _undefined(page, references)
        for footnote in footnotes:
            yield from _lost(bundle, page, footnote)
        yield from _unused(page, footnotes)


def _ours(page: Page, used: Set[str]) -> Iterator[Footnote]:
    """The footnotes without those that a source brought along: these are its words, and cite what they like."""
    for footnote in page.footnotes:
        if footnote.label in used or footnote.citations or not page.in_source_text(footnote.line):
            yield footnote


def _undefined(page: Page, references: Sequence[Reference]) -> Iterator[Finding]:
    for reference in references:
        if reference.label not in page.footnote_by_label:
            yield Finding(page.path, reference.line, reference.column, f"[^{reference.label}] has no definition")


def _lost(bundle: Bundle, page: Page, footnote: Footnote) -> Iterator[Finding]:
    mark = f"[^{footnote.label}]"
    if page.generated and not footnote.citations:
        yield Finding(page.path, footnote.line, 1, f"{mark} quotes no block of a source")
    for cited in footnote.citations:
        if bundle.cited_page(page, cited) is None:
            yield Finding(page.path, footnote.line, 1, f"{mark} cites a page that does not exist: {cited.page}")
        elif bundle.cited_block(page, cited) is None:
            where = cited.page or "this page"
            yield Finding(page.path, footnote.line, 1, f"{mark} cites a block that is not in {where}: ^{cited.block}")


def _unused(page: Page, footnotes: Sequence[Footnote]) -> Iterator[Finding]:
    used = {reference.label for reference in page.references}
    seen: dict[str, str] = {}
    for footnote in footnotes:
        mark = f"[^{footnote.label}]"
        if footnote.label in seen:
            fix = _out(page, footnote) if seen[footnote.label] == footnote.text else None
            yield Finding(page.path, footnote.line, 1, f"{mark} is defined twice", fix=fix)
        elif footnote.label not in used:
            message = f"nothing refers to {mark}"
            yield Finding(
                page.path, footnote.line, 1, message, severity=Severity.WARNING, fix=_out(page, footnote, "suggestion")
            )
        seen.setdefault(footnote.label, footnote.text)


def _out(page: Page, footnote: Footnote, grade: Grade = "safe") -> Fix | None:
    """Takes a definition off; None where it takes more than its line."""
    if "\n" in footnote.text or not page.lines[footnote.line - 1].rstrip().endswith(footnote.text):
        return None
    edit = Edit(footnote.line, 1, footnote.line + 1, 1, "")
    return Fix(grade, f"Take the definition of [^{footnote.label}] out", (edit,))

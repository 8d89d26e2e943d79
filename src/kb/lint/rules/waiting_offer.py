"""ART010 waiting-offer

Beside a page that was edited lies a newer version that kb wrote, `page.md.new`, and nobody has decided between the two.

### Why it matters

The sources say something that the page does not. Until somebody looks, readers see what was true when it was edited.

### Example

`concepts/geely.md` was edited in October; a source of November made kb write `concepts/geely.md.new`.

### How to mend it

Compare the two, then move `page.md.new` over the page, or take over what is new and delete it.
"""

from collections.abc import Iterator, Mapping

from kb.diagnostics import Severity
from kb.lint.around import Around
from kb.lint.bundle import Bundle
from kb.lint.disputes import is_settled
from kb.lint.rule import Finding
from kb.wiki.page import Page
from kb.wiki.update import OFFER

CODE = "ART010"
SEVERITY = Severity.WARNING


def gather(page: Page, bundle: Bundle) -> bool | None:
    """Whether it is a settled dispute's: what is new to that is another rule's to tell."""
    return True if is_settled(page) else None


def check(wiki: Around, gathered: Mapping[str, bool]) -> Iterator[Finding]:
    for offer in sorted(file for file in wiki.files if file.endswith(OFFER)):
        page = offer.removesuffix(OFFER)
        if page in wiki.pages and page not in gathered:
            hint = "Compare the two; move it over the page, or delete it."
            yield Finding(page, 0, 0, f"kb has something newer to say here: {offer}", hint)

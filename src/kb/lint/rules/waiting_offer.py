"""ART010 waiting-offer

Beside a page that was edited lies a newer version that kb wrote, `page.md.new`, and nobody has decided between the two.

### Why it matters

The sources say something that the page does not. Until somebody looks, readers see what was true when it was edited.

### Example

`concepts/geely.md` was edited in October; a source of November made kb write `concepts/geely.md.new`.

### How to mend it

Compare the two, then move `page.md.new` over the page, or take over what is new and delete it.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.disputes import is_settled
from kb.lint.rule import Finding
from kb.wiki.update import OFFER

CODE = "ART010"
SEVERITY = Severity.WARNING


def check(bundle: Bundle) -> Iterator[Finding]:
    for offer in sorted(bundle.files):
        page = bundle.pages.get(offer.removesuffix(OFFER)) if offer.endswith(OFFER) else None
        # What is new to a settled dispute is that rule's to tell.
        if page is not None and not is_settled(page):
            hint = "Compare the two; move it over the page, or delete it."
            yield Finding(page.path, 0, 0, f"kb has something newer to say here: {offer}", hint)

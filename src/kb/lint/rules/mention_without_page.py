"""CON005 mention-without-page

A name that many articles use has no page of its own. At most ten are told of, those on the most pages first.
Looked at are names of several words and short forms of capitals, in English.

### Why it matters

Readers meet the name again and again and find nowhere what is known of it.

### Example

Eleven articles speak of the Coastal Power Fund, and there is no `concepts/coastal-power-fund.md`.

### How to mend it

Add it to `concepts.yaml` with `page: always` and run `kb build`, or as another name of a concept with `also:`.
If it needs no page, add it to `skip:`.
"""

from collections import defaultdict
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.carried import place_of
from kb.lint.mentions import known_names, mentions
from kb.lint.rule import Finding
from kb.stages.folding import fold
from kb.wiki.page import Page, Sentence

CODE = "CON005"
SEVERITY = Severity.INFO
_PAGES = 8
_MOST = 10
Mention = tuple[Page, Sentence, str]


def check(bundle: Bundle) -> Iterator[Finding]:
    known = known_names(bundle)
    found: dict[str, dict[str, Mention]] = defaultdict(dict)
    for page in bundle.of_type("Concept"):
        for sentence, name in mentions(page) if page.written else ():
            if fold(name) not in known:
                found[fold(name)].setdefault(page.path, (page, sentence, name))
    often = sorted((key for key in found if len(found[key]) >= _PAGES), key=lambda key: (-len(found[key]), key))
    for key in often[:_MOST]:
        page, sentence, name = next(iter(found[key].values()))
        message = f"{len(found[key])} articles speak of {name}, which has no page"
        hint = "In concepts.yaml, page: always gives it one, skip: leaves it out."
        yield Finding(page.path, *place_of(page, sentence, name), message, hint)

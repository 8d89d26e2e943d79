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

import re
from collections import defaultdict
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.carried import place_of
from kb.lint.decisions import table
from kb.lint.names import names_of
from kb.lint.quotes import words
from kb.lint.rule import Finding
from kb.stages.folding import fold
from kb.wiki.page import Page, Sentence

CODE = "CON005"
SEVERITY = Severity.INFO
_PAGES = 8
_MOST = 10
_NAME = re.compile(
    r"(?<![.!?:\"“(] )(?<!^)\b(?:[A-Z][a-z]+(?:[ -](?:of|for|the|and|de) (?=[A-Z])|[ -]))+[A-Z][\w-]*\b|\b[A-Z]{3,6}\b"
)
Mention = tuple[Page, Sentence, str]


def check(bundle: Bundle) -> Iterator[Finding]:
    articles = [page for page in bundle.of_type("Concept") if page.written]
    # What has a name is asked of every page there is.
    known = _known(bundle) if len(articles) >= _PAGES else frozenset()
    found: dict[str, dict[str, Mention]] = defaultdict(dict)
    for page in articles if len(articles) >= _PAGES else ():
        for sentence, name in _mentions(page):
            if fold(name) not in known:
                found[fold(name)].setdefault(page.path, (page, sentence, name))
    often = sorted((key for key in found if len(found[key]) >= _PAGES), key=lambda key: (-len(found[key]), key))
    for key in often[:_MOST]:
        page, sentence, name = next(iter(found[key].values()))
        message = f"{len(found[key])} articles speak of {name}, which has no page"
        hint = "In concepts.yaml, page: always gives it one, skip: leaves it out."
        yield Finding(page.path, *place_of(page, sentence, name), message, hint)


def _mentions(page: Page) -> Iterator[tuple[Sentence, str]]:
    for sentence in page.sentences:
        for match in _NAME.finditer(words(sentence.text)):
            yield sentence, match.group()


def _known(bundle: Bundle) -> frozenset[str]:
    names = {fold(name) for page in bundle.ordinary() for name in names_of(page)}
    decided = table(bundle)
    if decided is not None:
        names |= {fold(name) for name in decided.skipped}
        names |= {fold(name) for one in decided.concepts.values() for name in (one.title, *one.aliases)}
    return frozenset(names)

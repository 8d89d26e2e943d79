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
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kb.diagnostics import Severity
from kb.lint.around import Around
from kb.lint.bundle import Bundle
from kb.lint.names import names_of
from kb.lint.rule import Finding
from kb.stages.folding import fold
from kb.wiki.page import Page

CODE = "CON005"
SEVERITY = Severity.INFO
_PAGES = 8
_MOST = 10


class Mention(NamedTuple):
    """Where an article first speaks of something."""

    key: str
    """What the spellings of the name share."""
    name: str
    line: int
    column: int


def gather(page: Page, bundle: Bundle) -> tuple[Sequence[str], Sequence[Mention]] | None:
    """What a page is called, as its names are compared, and the names that an article speaks of."""
    if page.reserved:
        return None
    names = [fold(name) for name in names_of(page)]
    firsts = [*_firsts(page)] if page.type == "Concept" and page.written else ()
    return (names, firsts) if names or firsts else None


def _firsts(page: Page) -> Iterator[Mention]:
    # Loaded where it is needed: what people write is no article of kb.
    from kb.lint.carried import place_of
    from kb.lint.mentions import mentions

    seen: set[str] = set()
    for sentence, name in mentions(page):
        key = fold(name)
        if key not in seen:
            seen.add(key)
            yield Mention(key, name, *place_of(page, sentence, name))


def check(
    wiki: Around, gathered: Mapping[str, tuple[Sequence[str], Sequence[tuple[str, str, int, int]]]]
) -> Iterator[Finding]:
    found: dict[str, list[tuple[str, Mention]]] = defaultdict(list)
    for path, (_, firsts) in gathered.items():
        for one in firsts:
            found[one[0]].append((path, Mention(*one)))
    often = {key: some for key, some in found.items() if len(some) >= _PAGES}
    if not often:
        return
    from kb.lint.mentions import decided_names

    known = {name for names, _ in gathered.values() for name in names} | decided_names(wiki.concepts)
    for key in sorted(often.keys() - known, key=lambda key: (-len(often[key]), key))[:_MOST]:
        path, first = often[key][0]
        message = f"{len(often[key])} articles speak of {first.name}, which has no page"
        hint = "In concepts.yaml, page: always gives it one, skip: leaves it out."
        yield Finding(path, first.line, first.column, message, hint)

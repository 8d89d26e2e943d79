"""CON002 near-duplicate-concepts

Two concepts have names that are one name written differently: singular and plural, one word and two, another order of
the same words, British and American spelling. A difference of one letter, and a short form of capitals that fits the
other's first letters, are only told as a note.

### Why it matters

They may be one concept with two pages, each with half of what is known.

### Example

```yaml
title: Fish ladder        # concepts/fish-ladder.md
```

```yaml
title: Fish-ladders       # concepts/fish-ladders.md
```

### How to mend it

If they are one, give the second `same_as: fish-ladder` in `concepts.yaml` and run `kb build`. If they are two, allow
it on the page: `<!-- kb: allow CON002 -->`.
"""

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from kb.diagnostics import Severity
from kb.lint.around import Around
from kb.lint.bundle import Bundle
from kb.lint.names import Called, called, folded
from kb.lint.rule import Finding
from kb.stages.folding import fold
from kb.wiki.page import Page

CODE = "CON002"
SEVERITY = Severity.WARNING
_SMALL = frozenset("of the in a an and for on to by s de la der die das von und".split())
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_MARKS = re.compile(r"[^\w\s+#]|_")
_AMERICAN = (
    (re.compile(r"(?<=[a-z]{2})our\b"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=e[drs]?\b|ing\b|ations?\b)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})tre\b"), "ter"),
    (re.compile(r"(?<=[a-z])ogue\b"), "og"),
    (re.compile(r"(?<=[a-z]{2})ll(?=ed\b|ing\b|ers?\b)"), "l"),
)
_LONG = 7
"""Letters of a word in which one that differs is more likely a slip than another word."""


def gather(page: Page, bundle: Bundle) -> Called | None:
    """A concept's names."""
    return called(page) if page.type == "Concept" and not page.reserved else None


def check(wiki: Around, gathered: Mapping[str, Called]) -> Iterator[Finding]:
    pages = [(path, Called(*one)) for path, one in gathered.items()]
    told: set[tuple[str, str]] = set()
    for keys, why, severity in (
        (_written, "the same name in another form", SEVERITY),
        (_reordered, "the same words in another order", SEVERITY),
        (_initials, "perhaps short for the same", Severity.INFO),
        (_slips, "one letter apart", Severity.INFO),
    ):
        for (first, one), (second, other) in _pairs(pages, keys):
            pair = (first[0], second[0])
            known = pair in told or set(map(folded, first[1].names)) & set(map(folded, second[1].names))
            if not known and _fit(keys, one, other):
                told.add(pair)
                yield _finding((first, one), (second, other), why, severity)


Concept = tuple[str, Called]
"""Its path, and what it is called."""
Named = tuple[Concept, str]
Keys = Callable[[str], Iterable[str]]


def _pairs(pages: Iterable[Concept], keys: Keys) -> Iterator[tuple[Named, Named]]:
    """Two pages with the names that have a key in common."""
    found: dict[str, list[Named]] = defaultdict(list)
    for page in pages:
        for name in page[1].names:
            for key in keys(name):
                found[key].append((page, name))
    for group in found.values():
        for one, other in combinations(group, 2):
            if one[0][0] != other[0][0]:
                yield one, other


def _finding(first: Named, second: Named, why: str, severity: Severity) -> Finding:
    ((kept, _), one), ((path, called_), other) = first, second
    stem = posixpath.basename(kept).removesuffix(".md")
    own = posixpath.basename(path).removesuffix(".md")
    message = f"“{other}” and “{one}” of {kept} are {why}"
    hint = f"One concept? In concepts.yaml give {own} same_as: {stem}, then kb build."
    return Finding(path, called_.line_of(folded(other)), 0, message, hint, severity)


@lru_cache(maxsize=1 << 16)
def _plain(name: str) -> str:
    """Without case, accents, marks, plural and British spelling."""
    text = name.casefold() if name.isascii() else _unaccented(name.casefold())
    # A title begins with a capital, whether it is a name or a common noun.
    text = fold(_MARKS.sub(" ", fold(text)))
    for british, american in _AMERICAN:
        text = british.sub(american, text)
    return text


def _unaccented(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _written(name: str) -> Iterator[str]:
    yield _plain(name).replace(" ", "") or name


def _reordered(name: str) -> Iterator[str]:
    parts = sorted(fold(part) for part in _plain(name).split() if part not in _SMALL)
    if len(parts) > 1:
        yield " ".join(parts)


def _initials(name: str) -> Iterator[str]:
    """Of an acronym itself; of several words their first letters, with small words and without."""
    if _ACRONYM.fullmatch(name):
        yield name
    words = _MARKS.sub(" ", name).split()
    if len(words) > 1 and all(word[0].isalpha() for word in words):
        yield from {
            "".join(word[0] for word in some).upper() for some in (words, [w for w in words if w not in _SMALL])
        }


def _slips(name: str) -> Iterator[str]:
    """The name with one letter of a long word left out, for each: two that are one letter apart share one of these."""
    parts = _plain(name).split()
    for at, part in enumerate(parts):
        if len(part) >= _LONG and part.isalpha():
            shorter = (part[:left_out] + part[left_out + 1 :] for left_out in range(1, len(part)))
            for one in {part, *shorter}:
                yield " ".join([*parts[:at], f"{one}*", *parts[at + 1 :]])


def _fit(keys: Keys, one: str, other: str) -> bool:
    """Of two names with the same first letters one has to be the short form."""
    return keys is not _initials or bool(_ACRONYM.fullmatch(one)) is not bool(_ACRONYM.fullmatch(other))

"""CIT005 name-not-in-quote

A sentence speaks of somebody or something by a name that none of its quotes holds in any form: "ECB" is the European
Central Bank, "the Chinese" are of China, and a given name may stand before a surname that is quoted.
Looked for in English.
The page's own names don't count. Where a quote holds one name of a linked page, the sentence may use another. Authors,
speakers and titles of what is cited may stand where the sentence tells who says it or what of, and where the quote says
"I" or "we".
A name that no quote holds but the quoted block does is a note: the quote is too short.

### Why it matters

A statement about the wrong person is as wrong as one with the wrong number, and reads just as well.

### Example

```markdown
Li Shufu bought Volvo in 2010.[^deal-1]

[^deal-1]: "Geely bought Volvo in 2010" — [The deal](../sources/deal.md#^k3f9a2c71)
```

No quote speaks of Li Shufu.

### How to mend it

Cite the words that hold the name, or use the name that the source uses. Where the quote says "he" and the name stands
before it, quote a little more.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.carried import beside, in_english, place_of, quoted, verdict
from kb.lint.quotes import words
from kb.lint.rule import Finding
from kb.verifying.text import Text
from kb.verifying.verdict import verify
from kb.wiki.page import Page, Sentence

CODE = "CIT005"
SEVERITY = Severity.WARNING
NEEDS = "written"
_KINDS = frozenset("AI AIs AGI IT TV PC PCs CEO CEOs CFO CTO COO HR PR GDP API APIs URL PDF DNA ID IDs FAQ DIY".split())
"""Acronyms that name a kind of thing and nobody: "the AI" may stand for what the quote calls "it"."""


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    for sentence in page.sentences if page.written else ():
        lost = _lost(bundle, page, sentence)
        if lost and in_english(bundle, page, sentence):
            blocks = beside(bundle, page, sentence)
            absent = [name for name in lost if verify(f"It is {name}.", blocks).names]
            yield _nowhere(page, sentence, absent) if absent else _beside(page, sentence, lost)


def _nowhere(page: Page, sentence: Sentence, absent: list[str]) -> Finding:
    line, column = place_of(page, sentence, absent[0])
    message = f"no quote of this sentence holds {', '.join(absent)}"
    return Finding(page.path, line, column, message, "Cite the words that hold the name.")


def _beside(page: Page, sentence: Sentence, lost: list[str]) -> Finding:
    line, column = place_of(page, sentence, lost[0])
    message = f"{', '.join(lost)} stands beside what this sentence quotes, not in it"
    return Finding(page.path, line, column, message, "Quote a little more.", Severity.INFO)


def _lost(bundle: Bundle, page: Page, sentence: Sentence) -> list[str]:
    found = verdict(bundle, page, sentence)
    if found is None or not found.names:
        return []
    # Of "FY15" number-not-in-quote tells.
    lost = [name for name in found.names if name not in _KINDS and not any(one in name for one in found.numbers)]
    return [name for name in lost if not _is_rest(bundle, page, sentence, name)]


def _is_rest(bundle: Bundle, page: Page, sentence: Sentence, name: str) -> bool:
    """Whether it is the rest of a linked page's name that the sentence has in full and a quote in part: Rosa, she."""
    said = words(sentence.text)
    held = {word for quote in quoted(page, sentence) for word in Text(quote).folded}
    rest = Text(name).folded
    targets = {bundle.target(page, link) for link in page.links if not (link.external or link.cites)}
    for title in (bundle.pages[path].title for path in targets if path is not None and path in bundle.pages):
        parts = Text(title).folded
        if title in said and rest < parts and parts - rest <= held:
            return True
    return False

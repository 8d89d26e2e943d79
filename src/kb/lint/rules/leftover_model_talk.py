"""ART008 leftover-model-talk

A page holds what a model says to the person it writes for, instead of what the page is about: "Certainly! Here is the
article", "As an AI language model, I", "I hope this helps", or a gap to fill in such as "[insert date]" and "TODO".
Looked for in English, German, French, Spanish, Italian, Portuguese, Dutch, Russian, Chinese and Japanese, on articles,
disputes and answers; not in quotes, listings, or a source's text.

### Why it matters

It says nothing, it stands on no source, and it tells readers that nobody looked at the page.

### Example

```markdown
# Eel pass

Certainly! Here is the revised article:
```

### How to mend it

Take the sentence out. Fill a gap with what a source says, or remove the sentence around it.
"""

import re
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.articles import is_quoted
from kb.lint.carried import place_of
from kb.lint.model_talk import CLOSING, GAP, OPENING, SELF, may_hold
from kb.lint.quotes import quotes
from kb.lint.rule import Finding
from kb.wiki.page import Page, Sentence

CODE = "ART008"
SEVERITY = Severity.WARNING
NEEDS = "of_kind_of_kb"
_TYPES = ("Concept", "Dispute", "Answer")

_CODE = re.compile(r"`[^`\n]+`")
_CLOSING_SENTENCES = 3
"""At the end of a page: there a model takes its leave."""
_MARKS = re.compile(r"[\"“”„«»「」『』]")


def check_page(page: Page) -> Iterator[Finding]:
    if page.reserved or is_quoted(page) or not (page.written or page.type in _TYPES):
        return
    last = len(page.sentences) - _CLOSING_SENTENCES
    told, anywhere = 0, may_hold(page.text)
    for number, sentence in enumerate(page.sentences):
        said = _said(page, sentence, anywhere=anywhere, closing=number >= last)
        # "Sure! Here is the article:" is one remark.
        if said and sentence.line != told:
            told = sentence.line
            message = f"a model speaks here, not the page: “{said}”"
            yield Finding(page.path, *place_of(page, sentence, said), message, "Take it out.")


def _said(page: Page, sentence: Sentence, *, anywhere: bool, closing: bool) -> str:
    """The words that give it away; nothing where a source says them."""
    text = _CODE.sub(lambda code: " " * len(code.group()), sentence.text)
    found = OPENING.match(text) or (CLOSING.match(text) if closing else None)
    if anywhere and found is None:
        found = SELF.search(text) or GAP.search(text)
    if found is None:
        return ""
    said = found.group().strip()
    within = len(_MARKS.findall(text, 0, found.start())) % 2 == 1
    source = any(said.casefold() in quote.casefold() for quote in quotes(page, sentence.labels or sentence.later))
    return "" if within or source else said

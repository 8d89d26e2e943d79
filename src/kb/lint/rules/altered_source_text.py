"""SRC005 altered-source-text

On a source's page that was edited in the wiki, the words of a block are not those that its id was made of.

### Why it matters

A source's page shows what the raw file says, and every quote is held against it. Words that were changed here can be
quoted as if the source had said them.

### Example

```markdown
The barrage cost 1.8 billion. ^k3f9a2c71
```

Somebody wrote "1.8" over "2.8"; the id still is that of the old words.

### How to mend it

Undo the change, or delete the page and run `kb build`, which writes it anew. What a source says is corrected in raw/,
a remark on it belongs on a page of your own.
"""

import re
from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.quotes import words
from kb.lint.rule import Finding
from kb.wiki.draft import stamp
from kb.wiki.page import Block, Page

CODE = "SRC005"
SEVERITY = Severity.ERROR
NEEDS = "generated"
_ID = re.compile(r"(k[0-9a-f]{8})(?:-\d+)?")


def check_page(page: Page) -> Iterator[Finding]:
    if page.type != "Source" or not page.generated:
        return
    mark = stamp(page.text)
    # As kb wrote it nothing can be altered.
    for block in page.blocks if mark is not None and not mark.intact else ():
        name = _ID.fullmatch(block.id)
        if name is not None and not _is_made_of(name[1], block):
            hint = "Undo the change; what a source says is corrected in raw/."
            yield Finding(page.path, block.line, 1, f"the words of ^{block.id} are not those of the source", hint)


def _is_made_of(name: str, block: Block) -> bool:
    # Listings that are only indented lose the indent of their first line on the page: nobody can say.
    if block.markdown.startswith(("    ", "\t")):
        return True
    # Costly to load, and asked only of pages that were edited.
    from kb.readers.blocks import name_of

    text = words(block.markdown)
    return name in (name_of(text), name_of(text, exactly=True), name_of(block.markdown))

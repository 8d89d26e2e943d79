"""SRC004 duplicate-counted-twice

A page cites a source and its duplicate, or its translation, as if they were two.

### Why it matters

Two copies are one voice. A reader who sees two footnotes takes the sentence for better supported than it is.

### Example

```markdown
There were 212 eels.[^thread-1][^hilo-1]
```

`sources/hilo.md` has `duplicate_of: thread`.

### How to mend it

Nothing is misquoted: kb counts the two as one wherever it counts. To drop the second footnotes, take the duplicate out
of `raw/` and run `kb build`. If it is a source of its own, say so in its sidecar.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.bundle import Bundle
from kb.lint.rule import Finding
from kb.lint.voices import cited_sources, voices
from kb.wiki.page import Page

CODE = "SRC004"
SEVERITY = Severity.INFO
NEEDS = "written"


def check_cited(page: Page, bundle: Bundle) -> Iterator[Finding]:
    if not page.written or page.type == "Source":
        return
    sources = cited_sources(bundle, page)
    voice = voices(sources)
    # The original counts where it is cited too, else whichever of its duplicates comes first.
    counts = {
        one: one if one in sources else next(path for path in sources if voice[path] == one) for one in voice.values()
    }
    for path, source in sources.items():
        first = counts[voice[path]]
        if path != first:
            notes = [
                one
                for one in page.footnotes
                if any(bundle.cited_page(page, cited) is source for cited in one.citations)
            ]
            said = "its footnote here is" if len(notes) == 1 else f"its {len(notes)} footnotes here are"
            message = f"“{source.title}” repeats “{sources[first].title}”: {said} no second voice"
            yield Finding(page.path, notes[0].line, 1, message)

"""OKF010 malformed-sources

`sources` in the front matter is not a list of mappings with a `resource` each; or, on a page that kb wrote, an entry
has no `id`, or shares it with another one.
On a page of a person's own only entries without a `resource` are told: a plain list of addresses is common there.

### Why it matters

The Open Knowledge Format tells by it what a page stands on, and by the `id` which footnote belongs to which source.

### Example

```yaml
sources:
  - {id: weir, title: The weir}
```

Nobody can tell where "The weir" is.

### How to mend it

Add `resource:` with a path from the page's folder or an address of the web.
"""

from collections.abc import Iterator

from kb.diagnostics import Severity
from kb.lint.rule import Finding
from kb.wiki.page import Page

CODE = "OKF010"
SEVERITY = Severity.WARNING


def check_page(page: Page) -> Iterator[Finding]:
    if not page.reserved and "sources" in page.values:
        for message in _faults(page):
            yield Finding(page.path, page.line_of("sources"), 0, message, "Each entry has an id and a resource.")


def _faults(page: Page) -> Iterator[str]:
    sources = page.values["sources"]
    if not isinstance(sources, list):
        if page.generated:
            yield "sources is not a list"
        return
    seen: set[str] = set()
    for number, one in enumerate(sources, 1):
        if not isinstance(one, dict):
            if page.generated:
                yield f"entry {number} of sources is not a mapping"
            continue
        resource, id_ = one.get("resource"), one.get("id")
        if not isinstance(resource, str) or not resource.strip():
            yield f"entry {number} of sources has no resource"
        if page.generated and (not isinstance(id_, str) or not id_.strip()):
            yield f"entry {number} of sources has no id"
        elif isinstance(id_, str) and id_ in seen:
            yield f"two entries of sources have the id {id_}"
        seen.add(str(id_))

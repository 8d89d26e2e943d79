"""Names of pages → the pages themselves, as requests name what they are asked for."""

import difflib
import posixpath
from collections.abc import Iterator, Mapping, Sequence

from kb.errors import UsageError
from kb.knowledge import ConceptTable
from kb.slug import RESERVED_PAGES
from kb.tracing import find
from kb.wiki.frontmatter import parse, split
from kb.wiki.update import decoded
from kb.workspace import Workspace, concepts


def subjects(workspace: Workspace, names: Sequence[str]) -> frozenset[str]:
    """`concepts/<id>` or `sources/<id>` for each id, title, alias or path. Raises UsageError with the nearest."""
    if not names:
        return frozenset()
    pages = workspace.pages()
    table = concepts.parse(workspace.text(concepts.NAME))
    return frozenset(_subject(workspace, pages, table, name) for name in names)


def _subject(workspace: Workspace, pages: Mapping[str, bytes], table: ConceptTable, name: str) -> str:
    called = {title.casefold(): one for one in table.concepts.values() for title in (*one.aliases, one.title, one.id)}
    concept = called.get(name.casefold())
    if concept is not None:
        return f"concepts/{table.settled(concept.id).id}"
    try:
        page = find(workspace, pages, name)
    except UsageError as error:
        raise _unknown(name, [*called, *_names(pages)], error.hint) from None
    if posixpath.basename(page) in RESERVED_PAGES:
        raise _unknown(name, [], "It is written without a model, by every compile.")
    return posixpath.splitext(page)[0]


def _unknown(name: str, known: Sequence[str], otherwise: str) -> UsageError:
    near = difflib.get_close_matches(name.casefold(), known, n=1, cutoff=0.5)
    hint = f"Did you mean {near[0]!r}?" if near else otherwise
    return UsageError(f"--refresh: no concept or source {name!r}", hint=hint)


def _names(pages: Mapping[str, bytes]) -> Iterator[str]:
    """What pages are called: their ids and their titles."""
    for path, data in pages.items():
        yield posixpath.splitext(posixpath.basename(path))[0]
        front = parse(split(decoded(data) or "").yaml or "")
        if isinstance(front, Mapping) and isinstance(front.get("title"), str):
            yield str(front["title"]).casefold()

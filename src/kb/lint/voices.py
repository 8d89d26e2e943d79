"""The sources that a page cites → whose voices they are: a duplicate speaks with the voice of its original."""

from collections.abc import Mapping

from kb.lint.bundle import Bundle
from kb.wiki.page import Page


def cited_sources(bundle: Bundle, page: Page) -> Mapping[str, Page]:
    """The pages that the footnotes of a page cite, by path, in the order of the footnotes."""
    found = (bundle.cited_page(page, cited) for note in page.footnotes for cited in note.citations)
    return {source.path: source for source in found if source is not None}


def voices(sources: Mapping[str, Page]) -> Mapping[str, str]:
    """By path of a source, what names its voice: the same for two sources that are one."""
    originals = {path: source.string("duplicate_of") for path, source in sources.items()}
    found: dict[str, str] = {}
    for path in sources:
        at, seen = path, {path}
        while originals.get(at) and (above := _beside(at, originals[at])) not in seen:
            at = above
            seen.add(at)
        # A circle has one voice, wherever one starts to follow it.
        found[path] = min(seen) if originals.get(at) else at
    return found


def _beside(path: str, source: str) -> str:
    """The page of a source whose id a page in the same folder names."""
    return f"{path.rpartition('/')[0]}/{source}.md"

"""The fixes of lint on disk: pages are read as their files have them, and written whole or not at all."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from kb.diagnostics import Diagnostic, Grade
from kb.errors import DiskError
from kb.lint.bundle import Bundle
from kb.lint.fixing import applied
from kb.lint.mending import Mended, mend
from kb.wiki.scan import scan
from kb.wiki.update import Update, decoded
from kb.workspace import Workspace, files
from kb.writing import write_pages

Lint = Callable[[Bundle], Sequence[Diagnostic]]


def mended(workspace: Workspace, bundle: Bundle, lint: Lint, grades: Set[Grade]) -> Mended:
    """What the fixes of what `lint` finds would make of the pages. Nothing is written."""

    def again(texts: Mapping[str, str]) -> Sequence[Diagnostic]:
        changed = {path: scan(path, text) for path, text in texts.items()}
        return lint(replace(bundle, pages={**bundle.pages, **changed}))

    return mend(lint(bundle), lambda path: as_linted(workspace, bundle, path), again, grades)


def as_linted(workspace: Workspace, bundle: Bundle, path: str) -> str | None:
    """A page's text as its file has it; None where it is no longer what was linted, is not UTF-8 or no file of its own:
    a link would be replaced by a file."""
    try:
        file = workspace.root / path
        data = None if file.is_symlink() else files.read(file)
    except (DiskError, ValueError):
        return None
    text = decoded(data) if data is not None else None
    page = bundle.pages.get(path)
    if text is None or page is None or scan(path, text).text != page.text:
        return None
    return text


def write(workspace: Workspace, found: Mended) -> list[Diagnostic]:
    """Write the mended pages; what could not be written, or was changed meanwhile, is told and no longer counted."""
    update = Update({_in_wiki(path): text for path, text in found.texts.items()})
    failed = write_pages(workspace, update, {_in_wiki(path): found.before[path].encode() for path in found.texts})
    for path in [path for path in found.texts if _in_wiki(path) not in update.writes]:
        found.leave(path, "it could not be written, or was changed meanwhile")
    return failed


def suggested(workspace: Workspace, bundle: Bundle, one: Diagnostic) -> tuple[str, str] | None:
    """A page before and after a single fix, for a person to look at."""
    text = as_linted(workspace, bundle, one.path) if one.fix is not None else None
    if text is None or one.fix is None:
        return None
    return text, applied(text, [one.fix]).text


def _in_wiki(path: str) -> str:
    return path.removeprefix("wiki/")

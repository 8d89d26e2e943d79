"""kb lint: check the wiki without a model."""

import hashlib
from collections.abc import Set
from pathlib import Path

from kb.diagnostics import Diagnostic, Severity
from kb.digest import Digest, sha256
from kb.errors import UsageError
from kb.ingesting import is_part_of
from kb.lint.bundle import Bundle
from kb.lint.report import counts, lines
from kb.lint.run import check
from kb.lint.selection import Selection
from kb.raw_files import RawFile, raw_files
from kb.readers.reader import Aside
from kb.reading import read, recall
from kb.terminal import STYLES, Advance, Terminal, as_data
from kb.wiki.page import Page
from kb.wiki.scan import scan
from kb.wiki.update import OFFER, decoded
from kb.workspace import Workspace, files
from kb.workspace.concepts import NAME


def run(folder: Path, select: str, ignore: str, *, strict: bool, as_json: bool) -> int:
    """Exit code 1 when there is an error; with `strict`, a warning too."""
    terminal = Terminal(as_json)
    workspace = Workspace.find(folder.resolve())
    selection = selection_of(workspace, select, ignore)
    with terminal.progress("Checking") as advance:
        bundle = bundle_of(workspace, advance)
        found = check(bundle, selection)
    for line in lines(found, len(bundle.pages)):
        terminal.say(line.text, STYLES[line.severity or Severity.INFO])
    terminal.data({"pages": len(bundle.pages), **counts(found), "diagnostics": as_data(found)})
    return 1 if any(_fails(one, strict=strict) for one in found) else 0


def _fails(found: Diagnostic, *, strict: bool) -> bool:
    return found.severity is Severity.ERROR or (strict and found.severity is Severity.WARNING)


def selection_of(workspace: Workspace, select: str, ignore: str) -> Selection:
    """Rules asked for on the command line win over kb.yaml; what both ignore adds up."""
    settings = workspace.settings.lint
    if select:
        selection = Selection(_split(select), _split(ignore))
    else:
        selection = Selection(settings.select, (*settings.ignore, *_split(ignore)))
    for word, near in selection.unknown():
        raise UsageError(f"no lint rule is called {word!r}; did you mean {near}?", hint="kb explain all lists them.")
    return selection


def _split(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def bundle_of(workspace: Workspace, advance: Advance) -> Bundle:
    pages: dict[str, Page] = {}
    undecodable: set[str] = set()
    for name, data in workspace.pages().items():
        if name.endswith(OFFER):
            continue
        path = files.printable(f"wiki/{name}")
        text = decoded(data)
        if text is None:
            undecodable.add(path)
            text = data.decode("utf-8", "replace")
        pages[path] = scan(path, text)
        advance("pages")
    others = _others(workspace)
    known = {page.string("resource") for page in pages.values()}
    files_of_raw = raw_files(workspace, [])
    shown = {path.rpartition("/")[2] for path in others}
    aside = {file.path for file in files_of_raw if file.path not in known and _is_aside(workspace, file, shown)}
    raw = {file.path: _sha256(file) for file in files_of_raw if file.path not in aside}
    return Bundle(pages, raw, others, frozenset(undecodable), workspace.text(NAME) or "")


def _is_aside(workspace: Workspace, file: RawFile, shown: Set[str]) -> bool:
    """Whether a file that no page is made from is rightly no source. `shown` are the wiki's pictures, by name."""
    told = recall(workspace, file, {}) or read(workspace.looked_at(), file, {})
    if isinstance(told.known, tuple):
        return all(is_part_of(one.reading, shown) for one in told.known)
    return isinstance(told.known, Aside)


def _others(workspace: Workspace) -> frozenset[str]:
    """The files of the wiki that are not pages: what links may lead to."""
    found = (Path(entry.path).relative_to(workspace.root).as_posix() for entry in files.walk(workspace.wiki))
    return frozenset(files.printable(path) for path in found if not path.endswith(".md"))


def _sha256(file: RawFile) -> Digest:
    """Empty when the file can't be read: then nobody can say that it has changed."""
    try:
        if file.folder is not None:
            return sha256(file.data)
        with file.real.open("rb") as data:
            return Digest(hashlib.file_digest(data, "sha256").hexdigest())
    except OSError:
        return Digest("")

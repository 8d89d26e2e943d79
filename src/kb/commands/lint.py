"""kb lint: check the wiki without a model."""

import hashlib
from collections.abc import Sequence, Set
from dataclasses import replace
from pathlib import Path

from kb import changes
from kb.commands import lint_told
from kb.commands.lint_asked import Asked, Baseline, changed, known_left_out, selection
from kb.diagnostics import Diagnostic
from kb.digest import Digest, sha256
from kb.ingesting import is_part_of
from kb.lint.baseline import Fingerprint, fingerprints
from kb.lint.bundle import Bundle
from kb.lint.outcome import Explained, Outcome
from kb.lint.rule import rules
from kb.lint.run import check
from kb.lint.selection import Selection
from kb.lint.touched import touched
from kb.raw_files import RawFile, raw_files
from kb.readers.reader import Aside
from kb.reading import read, recall
from kb.reports import REPORTS
from kb.terminal import Advance, Terminal, count
from kb.wiki.page import Page
from kb.wiki.scan import scan
from kb.wiki.update import OFFER, decoded
from kb.workspace import Workspace, files

NOTHING = Asked()
__all__ = ["NOTHING", "Asked", "run"]


def run(folder: Path, asked: Asked = NOTHING, *, as_json: bool = False) -> int:
    """Exit code 1 when there is an error; with `strict`, a warning too."""
    workspace = Workspace.find(folder.resolve())
    lint_told.checked(workspace, asked, as_json=as_json)
    chosen = selection(workspace, asked)
    baseline = Baseline.of(workspace, asked)
    since = changed(workspace, asked)
    with Terminal(as_json).progress("Checking") as advance:
        bundle = _bundle(workspace, advance)
        found = check(bundle, chosen)
    prints = fingerprints(found, lambda path: bundle.pages[path].lines if path in bundle.pages else ())
    outcome = replace(_outcome(found, bundle, chosen, prints), strict=asked.strict, top=changes.top(workspace.root))
    if baseline is not None:
        outcome = known_left_out(outcome, baseline, prints, (chosen, workspace))
    if since is not None:
        outcome = _near(outcome, bundle, since, asked.since or "HEAD")
    return lint_told.tell(outcome, workspace, asked, as_json=as_json)


def _outcome(
    found: Sequence[Diagnostic], bundle: Bundle, chosen: Selection, prints: dict[Diagnostic, Fingerprint]
) -> Outcome:
    codes = {one.code for one in found}.difference(rule.code for rule in chosen.rules())
    every: tuple[Explained, ...] = (*rules(), *REPORTS)
    others = [one for one in every if one.code in codes]
    marks = {one: f"{mark.words}:{mark.number}" for one, mark in prints.items()}
    return Outcome(found, len(bundle.pages), [*chosen.rules(), *others], marks)


def _near(outcome: Outcome, bundle: Bundle, since: Set[str], ref: str) -> Outcome:
    """Only what is in changed files, or where others lead to them."""
    there = {*bundle.pages, *bundle.files, *bundle.raw}
    found = touched(outcome.found, since, there, bundle.pages.get)
    ours = sum(path.startswith(("wiki/", "raw/")) for path in since)
    note = f"Told are findings of {count(ours, 'file')} that differ from {ref}, and of lines that lead to them."
    return replace(outcome, found=found, notes=(*outcome.notes, note))


def _bundle(workspace: Workspace, advance: Advance) -> Bundle:
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
    return Bundle(pages, raw, others, frozenset(undecodable))


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

"""A repository of source code to one reading: what its manifest says, what it is made of, how its main files open.

Its README, its documentation and its list of changes are sources of their own. Nothing in it is ever run.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.knowledge import Reading
from kb.markup import escape
from kb.readers.blocks import Draft, number
from kb.readers.blocks import listing as as_code
from kb.readers.decode import tidy
from kb.readers.folders import git
from kb.readers.folders.gitignore import Ignored
from kb.readers.folders.layout import LANGUAGES, MANIFESTS, is_skipped, own, shares
from kb.readers.folders.listing import listing
from kb.readers.folders.manifests import Manifest, manifest
from kb.readers.folders.openings import openings
from kb.readers.reader import Aside, Beside, Unreadable

kind = "repository"

# Notes under version control are notes, each a source of its own.
_VAULTS = frozenset({".obsidian/", ".logseq/", "logseq/", ".foam/"})
_SOURCES = frozenset({"src/", "lib/", "app/", "cmd/", "pkg/", "internal/", "source/", "packages/", "crates/"})
_LICENCES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENCE.md", "LICENCE.txt", "COPYING", "UNLICENSE")
_LICENCE = re.compile(r"(?:[Tt]he )?.{0,40}\b(?:licen[sc]e|LICEN[SC]E|License)\b.{0,40}|.*public domain.*")
_MOST_DEPENDENCIES = 60
_LEAST_SHARE = 0.01


def recognise(names: Collection[str]) -> str | None:
    if not _VAULTS.isdisjoint(names):
        return None
    if ".git/" in names or ".git" in names:
        return "a working copy of git"
    found = next((name for name in MANIFESTS if name in names), None)
    coded = not _SOURCES.isdisjoint(names) or any(_extension(name) in LANGUAGES for name in names)
    # The four that most programs have; what comes after them may lie beside anything.
    packaged = found in MANIFESTS[:4] and any(name.endswith("/") and not name.startswith(".") for name in names)
    return f"a folder with {found} and code" if found and (coded or packaged) else None


def of_their_own(paths: Mapping[str, int], beside: Beside) -> Collection[str]:
    return own(paths, Ignored(beside))[0]


def read(name: str, paths: Mapping[str, int], beside: Beside) -> Sequence[Reading] | Unreadable | Aside:
    files = _files(paths, beside)
    said = _said(files, beside)
    head = git.head(beside)
    about = _About(files, said, head, _licence(files, said, beside))
    blocks = number(_drafts(about, beside))
    url = git.origin(beside) or git.web_address(said.url)
    title = said.name or url.rpartition("/")[2] or re.sub(r"-(?:main|master|trunk)$", "", name)
    more = own(paths, Ignored(beside))[1]
    warnings = (f"{more} more files of documentation are not read",) if more else ()
    reason = "a working copy of git" if head.commit or head.branch else f"{said.path or 'folders'} and code"
    return [Reading(kind, reason, title, blocks, author=said.authors, url=url, warnings=warnings)]


@dataclass(frozen=True, slots=True)
class _About:
    """What was found out about a repository."""

    files: Mapping[str, int]
    said: Manifest
    head: git.Head
    licence: str


def _files(paths: Mapping[str, int], beside: Beside) -> dict[str, int]:
    """What people wrote: without what is ignored, installed, made by programs or another repository's."""
    ignored = Ignored(beside)
    others = tuple(f"{path.strip('/')}/" for path in git.submodules(beside))
    return {p: s for p, s in paths.items() if not (is_skipped(p) or p.startswith(others) or ignored(p))}


def _said(files: Collection[str], beside: Beside) -> Manifest:
    """What the first manifest says that has a name; a later one fills no gaps, it may be another project's."""
    found = (manifest(path, beside(path) or b"") for path in MANIFESTS if path in files)
    known = [one for one in found if one is not None]
    return next((one for one in known if one.name), known[0] if known else Manifest(""))


def _licence(files: Collection[str], said: Manifest, beside: Beside) -> str:
    """As the manifest names it, else the first line of the file that holds it."""
    if said.licence and len(said.licence) <= 100:
        return said.licence
    path = next((one for one in _LICENCES if one in files), "")
    lines = (beside(path) or b"")[:1000].decode("utf-8", "replace").splitlines() if path else []
    first = next((line.strip(" #*\t") for line in lines if line.strip(" #*\t")), "")
    return first if _LICENCE.fullmatch(first) else ""


def _drafts(about: _About, beside: Beside) -> Iterator[Draft]:
    if about.said.description:
        yield Draft(tidy(about.said.description, []), (1, 1))
    for label, value in _facts(about):
        yield Draft(f"{label}: {value}", (1, 1), "item", f"- {label}: {escape(value)}")
    yield Draft("Files", (1, 1), "heading", level=2)
    yield as_code(listing(about.files))
    found = list(openings(about.files, beside))
    if found:
        yield Draft("How its files open", (1, 1), "heading", level=2)
    for one in found:
        yield Draft(one.path, (1, 1), "heading", level=3)
        yield as_code(one.text, one.language.lower())


def _facts(about: _About) -> Iterator[tuple[str, str]]:
    said = about.said
    sizes = shares(about.files.items())
    whole = sum(size for _, size in sizes) or 1
    named = ", ".join(f"{name} {size / whole:.0%}" for name, size in sizes if size / whole >= _LEAST_SHARE)
    wanted = ", ".join(said.dependencies[:_MOST_DEPENDENCIES])
    more = len(said.dependencies) - _MOST_DEPENDENCIES
    branch = f" on branch {about.head.branch}" if about.head.branch else ""
    facts = {
        "Version": said.version,
        "Licence": about.licence,
        "Needs": said.needs,
        "Written in": named,
        "Depends on": wanted + (f" and {more} more" if more > 0 else ""),
        "Commit": f"{about.head.commit}{branch}" if about.head.commit else "",
    }
    return ((label, tidy(value, [])) for label, value in facts.items() if value)


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower()

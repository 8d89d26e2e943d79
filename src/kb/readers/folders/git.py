"""The files below .git → the commit that is checked out and where it came from. Git is never run."""

import re
from typing import NamedTuple

from kb.readers.reader import Beside

_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_BRANCH = re.compile(r"ref: refs/heads/([^\s~^:?*\[\\]{1,200})")
_ORIGIN = re.compile(r'^\[remote "origin"\][^\[]*?^\s*url\s*=\s*(\S+)', re.M)
# git@host:path is how ssh writes it; names and passwords before the @ are left out.
_ADDRESS = re.compile(
    r"(?:(?:https?|ssh|git)://)(?:[^\s/@]*@)?(?P<host>[\w.-]+)(?::\d+)?/(?P<path>[\w./~-]+)"
    r"|(?:[\w.-]+@)?(?P<old_host>[\w-]+(?:\.[\w-]+)+):(?P<old_path>[\w./~-]+)"
)
_MODULE = re.compile(r"^\s*path\s*=\s*(\S+)", re.M)


class Head(NamedTuple):
    """What is checked out; either may be empty."""

    commit: str
    branch: str


def head(beside: Beside) -> Head:
    """Read from HEAD and, where that names a branch, from the branch's own file or packed-refs."""
    said = _text(beside, ".git/HEAD").strip()
    branch = _BRANCH.fullmatch(said)
    if branch is None:
        return Head(said if _ID.fullmatch(said) else "", "")
    name = branch[1]
    # git packs branches that rest into one file; a branch that was moved since has a file of its own, which counts.
    loose = _text(beside, f".git/refs/heads/{name}").strip() if ".." not in name.split("/") else ""
    if _ID.fullmatch(loose):
        return Head(loose, name)
    packed = re.search(rf"^({_ID.pattern}) refs/heads/{re.escape(name)}$", _text(beside, ".git/packed-refs"), re.M)
    return Head(packed[1] if packed else "", name)


def origin(beside: Beside) -> str:
    """The web address of the remote that it was cloned from, without names and passwords; or nothing."""
    found = _ORIGIN.search(_text(beside, ".git/config"))
    return web_address(found[1]) if found else ""


def web_address(url: str) -> str:
    """Where a person sees the repository that git fetches from `url`; nothing for a place on a disk."""
    found = _ADDRESS.match(url.removeprefix("git+"))
    if found is None:
        return ""
    host, path = found["host"] or found["old_host"], found["path"] or found["old_path"]
    return f"https://{host}/{path.strip('/').removesuffix('.git')}"


def submodules(beside: Beside) -> tuple[str, ...]:
    """Folders that are other repositories."""
    return tuple(_MODULE.findall(_text(beside, ".gitmodules")))


def _text(beside: Beside, path: str) -> str:
    return (beside(path) or b"").decode("utf-8", "replace")

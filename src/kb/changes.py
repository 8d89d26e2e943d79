"""What git says has changed in a folder since a commit: in the work tree, in the index, and files it doesn't know yet.

No shell is used, and of git's settings none that could run a program.
"""

import os
import shutil
import subprocess
from pathlib import Path

from kb.errors import KBError, UsageError

_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-pager")
_DIFF = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative")
_KEPT = ("PATH", "HOME", "USERPROFILE", "XDG_CONFIG_HOME", "SYSTEMROOT", "TMPDIR", "TEMP", "GIT_CONFIG_GLOBAL")
"""Of the environment: git must be found, and must find what its user trusts (safe.directory)."""


class NoGit(KBError):
    """git could not be run: exit code 3."""


def changed(folder: Path, ref: str = "HEAD") -> frozenset[str]:
    """Paths from `folder` of files that differ from a commit, deleted ones too.

    `ref` is a commit, or a commit and three dots: what differs since the branches parted. Raises UsageError when there
    is no repository or no such commit, NoGit when git can't be run.
    """
    if _git(folder, "rev-parse", "--is-inside-work-tree").stdout.strip() != b"true":
        raise UsageError(f"{folder} is in no git repository", hint="Leave out --changed, or run: git init")
    untracked = _listed(folder, "ls-files", "-z", "--others", "--exclude-standard")
    if ref == "HEAD" and not _is_commit(folder, "HEAD"):
        return untracked | _listed(folder, "ls-files", "-z", "--cached")
    commit = _commit(folder, ref)
    return untracked | _listed(folder, *_DIFF, commit) | _listed(folder, *_DIFF, "--cached", commit)


def ignored(folder: Path, path: str) -> bool:
    """Whether git is told not to look at a path, so that it can't say whether it changed."""
    return _git(folder, "check-ignore", "--quiet", "--", path).returncode == 0


def top(folder: Path) -> str:
    """Path of `folder` within its repository, with a slash at its end; empty at the top and where there is none.

    Found without git, so that reports name files alike wherever they are made.
    """
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            path = folder.relative_to(above).as_posix()
            return "" if path == "." else f"{path}/"
    return ""


def _commit(folder: Path, ref: str) -> str:
    since, dots, until = ref.partition("...")
    if ".." in since or until not in ("", "HEAD"):
        hint = "Name one commit, such as origin/main, or one with three dots: origin/main..."
        raise UsageError(f"--changed: {ref!r} is not what the files here can be compared with", hint=hint)
    if not _is_commit(folder, since or "HEAD"):
        hint = "Name a branch, a tag or a commit. A shallow clone holds few: fetch it first."
        raise UsageError(f"--changed: git knows no commit {since!r}", hint=hint)
    if not dots:
        return since
    base = _git(folder, "merge-base", since or "HEAD", "HEAD")
    if base.returncode:
        hint = "In a shallow clone, fetch more of the history first (fetch-depth: 0)."
        raise UsageError(f"--changed: git knows no commit that {since} and HEAD have in common", hint=hint)
    return base.stdout.decode().strip()


def _is_commit(folder: Path, name: str) -> bool:
    if name.startswith("-"):
        return False
    return _git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").returncode == 0


def _listed(folder: Path, *words: str) -> frozenset[str]:
    done = _git(folder, *words)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise NoGit(f"git {words[0]} failed: {said or f'exit code {done.returncode}'}")
    return frozenset(os.fsdecode(name) for name in done.stdout.split(b"\0") if name)


def _git(folder: Path, *words: str) -> "subprocess.CompletedProcess[bytes]":
    program = shutil.which("git")
    if program is None:
        raise NoGit("git is not installed, and --changed asks it what has changed", hint="Leave out --changed.")
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    around = {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run([program, *_QUIET, *words], cwd=folder, env=around, capture_output=True, check=False)
    except OSError as error:
        raise NoGit(f"git can't be run: {error.strerror or error}") from error
    said = done.stderr.decode("utf-8", "replace")
    if "dubious ownership" in said:
        hint = f"If you trust it: git config --global --add safe.directory {folder}"
        raise NoGit("git won't look at this repository: it belongs to somebody else", hint=hint)
    return done

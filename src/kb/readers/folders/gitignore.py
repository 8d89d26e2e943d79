"""The .gitignore files of a folder → which of its paths git would pass over, without running git.

A file that was added to a repository all the same is passed over too: only git's index knows of it.
"""

import re
from dataclasses import dataclass

from kb.readers.reader import Beside

_DEEPEST = 4
_MOST_LINES = 2000
# Each ** may take any number of folders: many of them would take ages to match.
_MOST_LEAPS = 4
_CLASS = re.compile(r"\[([!^]?)(\]?(?:\[:\w+:\]|\\.|[^\]\\])*)\]")
_POSIX = {"[:digit:]": "0-9", "[:alpha:]": "A-Za-z", "[:alnum:]": "A-Za-z0-9", "[:lower:]": "a-z", "[:upper:]": "A-Z"}


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    """Of a whole path from the folder of its file."""
    keeps: bool
    """Whether it takes back what a rule above it said."""
    folders_only: bool


class Ignored:
    """Whether a path of the folder is ignored. The files that say so are read when they are first needed."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside
        self._rules: dict[str, tuple[Rule, ...]] = {}
        self._folders: dict[str, bool] = {"": False}

    def __call__(self, path: str) -> bool:
        """`path` is a file's, from the folder."""
        return self._folder(path.rpartition("/")[0]) or self._by_rules(path, is_folder=False)

    def _folder(self, path: str) -> bool:
        """What lies in an ignored folder can't be taken back."""
        if path not in self._folders:
            above = self._folder(path.rpartition("/")[0])
            self._folders[path] = above or self._by_rules(path, is_folder=True)
        return self._folders[path]

    def _by_rules(self, path: str, *, is_folder: bool) -> bool:
        """The last rule of the nearest file that has one decides."""
        folder = path
        while folder:
            folder = folder.rpartition("/")[0]
            below = path[len(folder) :].lstrip("/")
            for rule in self._of(folder):
                if (is_folder or not rule.folders_only) and rule.pattern.fullmatch(below):
                    return not rule.keeps
        return False

    def _of(self, folder: str) -> tuple[Rule, ...]:
        """The rules of a folder, the last one first."""
        if folder not in self._rules:
            near = folder.count("/") < _DEEPEST
            text = (self._beside(f"{folder}/.gitignore".lstrip("/")) if near else None) or b""
            self._rules[folder] = tuple(reversed(rules(text.decode("utf-8", "replace"))))
        return self._rules[folder]


def rules(text: str) -> list[Rule]:
    """The rules of a .gitignore, in their order; lines that mean nothing are left out."""
    return [rule for line in text.split("\n")[:_MOST_LINES] if (rule := _rule(line.removesuffix("\r"))) is not None]


def _rule(line: str) -> Rule | None:
    # gitignore(5): spaces at the end do not count unless they are quoted, and a single backslash there voids the rule.
    line = re.sub(r"(?<!\\) +$", "", line)
    if line.startswith("#") or re.search(r"(?<!\\)(?:\\\\)*\\$", line):
        return None
    keeps, line = line.startswith("!"), line.removeprefix("!")
    folders_only, line = line.endswith("/"), line.removesuffix("/")
    # A slash anywhere but at the end ties the rule to the folder of its file.
    anchored, line = "/" in line, line.removeprefix("/")
    parts = line.split("/")
    if not line or parts.count("**") > _MOST_LEAPS:
        return None
    patterns = [_part(part) for part in parts]
    if None in patterns:
        return None
    body = _joined([part for part in patterns if part is not None])
    return Rule(re.compile(body if anchored else f"(?:.*/)?{body}", re.S), keeps, folders_only)


def _joined(parts: list[str]) -> str:
    """Parts of a path as one pattern; "" stands for any number of folders."""
    found = ""
    for at, part in enumerate(parts):
        last = at + 1 == len(parts)
        if part:
            found += part + "/" * (not last)
        else:
            found += ".+" if last else "(?:.*/)?"
    return found


def _part(part: str) -> str | None:
    """The pattern for what stands between two slashes, None where nothing could match it.

    What follows a star is taken where it first fits, and never looked for again: no name takes long to deny.
    """
    if part == "**":
        return ""
    pieces: list[str] = [""]
    at = 0
    while at < len(part):
        if part[at] == "*":
            at += 1
            pieces.append("")
            continue
        piece, at = _sign(part, at)
        if piece is None:
            return None
        pieces[-1] += piece
    first, *rest = pieces
    *middle, last = rest or [""]
    return first + "".join(f"(?>[^/]*?{one})" for one in middle) + (f"[^/]*{last}" if rest else "")


def _sign(part: str, at: int) -> tuple[str | None, int]:
    """The pattern of one sign, and where the next one begins."""
    if part[at] == "?":
        return "[^/]", at + 1
    if part[at] == "\\":
        return re.escape(part[at + 1 : at + 2]), at + 2
    if part[at] != "[":
        return re.escape(part[at]), at + 1
    found = _CLASS.match(part, at)
    return (None, at) if found is None else (_class(found), found.end())


def _class(found: re.Match[str]) -> str | None:
    """A set of characters such as [a-z] as a pattern."""
    signs = re.sub(r"\[:\w+:\]", lambda one: _POSIX.get(one.group(), ""), found[2])
    # Python may take these for operations on sets one day.
    signs = re.sub(r"\\?([\[\]^&~|])", r"\\\1", signs)
    pattern = f"(?!/)[{'^' if found[1] else ''}{signs}]"
    try:
        re.compile(pattern)
    except re.error:
        return None
    return pattern

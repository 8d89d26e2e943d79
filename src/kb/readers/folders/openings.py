"""Code files that explain a project → how they open: the words that their authors put above the code.

Chosen are the files that a program or its package begins with. What they open with says what it is for; the code below
says how, which changes daily and costs most to read.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from kb.readers.decode import tidy
from kb.readers.folders.layout import is_skipped, language
from kb.readers.paragraphs import size
from kb.readers.reader import Beside

_MOST_FILES = 40
_MOST_WORDS = 2000
_MOST_OF_ONE = 300
_FEWEST = 8
_HEAD = 8000
_ENTRIES = re.compile(
    r"(?:__init__|__main__|main|cli|app|lib|mod|index|doc|package-info|server|Program|Main|App)\.\w+$"
)
_ASIDE = frozenset("test tests testing testdata fixtures examples example docs doc scripts tools bench".split())
_DOCSTRING = re.compile(r"\A(?:[ \t]*(?:#[^\n]*)?\n)*[rRuU]?(\"{3}|'{3})(.*?)\1", re.S)
_BLOCK = re.compile(r"/\*+!?(.*?)\*/", re.S)
_LINES = re.compile(r"(?:^[ \t]*//[/!]?[^\n]*(?:\n|\Z))+", re.M)
_HASHES = re.compile(r"(?:^#(?!!)[^\n]*(?:\n|\Z))+", re.M)
# What stands above the first word about the program: licences, encodings, orders to linters.
_LICENCE = re.compile(
    r"copyright|licen[sc]ed? under|spdx-|all rights reserved|eslint|@ts-|generated|\bcoding[:=]", re.I
)


class Opening(NamedTuple):
    """The words above the code of a file."""

    path: str
    language: str
    text: str


def openings(paths: Collection[str], beside: Beside) -> Iterator[Opening]:
    """Those of the files that begin something, near the top first, until there are words enough."""
    words = 0
    entries = sorted((path for path in paths if _begins(path)), key=lambda path: (path.count("/"), path))
    for path in entries[:_MOST_FILES]:
        text = opening(language(path), tidy((beside(path) or b"")[:_HEAD].decode("utf-8", "replace"), []))
        words += size(text)
        if words > _MOST_WORDS:
            return
        if size(text) >= _FEWEST:
            yield Opening(path, language(path), text)


def opening(of: str, head: str) -> str:
    """The comment at the top of a file of language `of`, as it is written there; nothing where only a licence is."""
    head = head.replace("\r\n", "\n")
    found = _python(head) if of == "Python" else _commented(of, head)
    words = list(re.finditer(r"\S+", found))
    return found if len(words) <= _MOST_OF_ONE else found[: words[_MOST_OF_ONE].start()].rstrip() + " …"


def _begins(path: str) -> bool:
    """Whether a file is one that a program or a package of it begins with."""
    *folders, name = path.split("/")
    # Java puts a program below src/main/java and the name of its package.
    deepest = 5 if folders[:2] == ["src", "main"] else 3
    told = language(path) and len(folders) <= deepest and _ENTRIES.match(name)
    return bool(told) and not is_skipped(path) and _ASIDE.isdisjoint(map(str.casefold, folders))


def _python(head: str) -> str:
    found = _DOCSTRING.match(head)
    return found[2].strip() if found else ""


def _commented(of: str, head: str) -> str:
    """The first comment before the code that says more than a licence."""
    # Elsewhere # opens orders to a preprocessor.
    patterns = (_HASHES,) if of in ("Shell", "Ruby", "Perl", "R", "Julia", "Elixir") else (_BLOCK, _LINES)
    found = sorted((one for pattern in patterns for one in pattern.finditer(head)), key=lambda one: one.start())
    for comment in found:
        if not _is_before_code(head[: comment.start()], patterns):
            return ""
        if not _LICENCE.search(comment.group()):
            return _bare(comment.group())
    return ""


def _is_before_code(text: str, patterns: tuple[re.Pattern[str], ...]) -> bool:
    for pattern in patterns:
        text = pattern.sub("", text)
    code = [
        line for line in text.split("\n") if line.strip() and not line.startswith(("#!", "'use ", '"use ', "<?php"))
    ]
    return not code


def _bare(comment: str) -> str:
    """The words of a comment without its marks."""
    text = re.sub(r"\A/\*+!?|\*/\Z", "", comment.strip())
    lines = [re.sub(r"^[ \t]*(?://[/!]?|\*(?!\*)|#+)[ ]?", "", line).rstrip() for line in text.split("\n")]
    return "\n".join(lines).strip("\n").strip()

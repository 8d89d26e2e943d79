"""The files of a repository → which of them people wrote for people, which are code, and which nobody reads."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Mapping

MANIFESTS = (
    "pyproject.toml",
    "package.json",
    "Cargo.toml",
    "go.mod",
    "composer.json",
    "setup.cfg",
    *("setup.py", "pom.xml", "build.gradle", "build.gradle.kts", "Gemfile", "mix.exs", "CMakeLists.txt"),
    *("Package.swift", "deno.json", "pubspec.yaml", "stack.yaml", "dune-project", "Project.toml", "build.zig"),
)
"""What says of a folder that it holds a program, the files that much can be read from first."""

LANGUAGES: Mapping[str, str] = {
    extension: language
    for language, extensions in {
        "Python": "py pyi pyx",
        "JavaScript": "js jsx mjs cjs",
        "TypeScript": "ts tsx mts cts",
        "Rust": "rs",
        "Go": "go",
        "Java": "java",
        "Kotlin": "kt kts",
        "Scala": "scala sbt",
        "C": "c h",
        "C++": "cc cpp cxx hh hpp hxx",
        "C#": "cs",
        "Swift": "swift",
        "Objective-C": "m mm",
        "Ruby": "rb",
        "PHP": "php",
        "Shell": "sh bash zsh fish",
        "PowerShell": "ps1",
        "Lua": "lua",
        "R": "r",
        "Julia": "jl",
        "Haskell": "hs",
        "OCaml": "ml mli",
        "Elixir": "ex exs",
        "Erlang": "erl",
        "Clojure": "clj cljs",
        "Dart": "dart",
        "Zig": "zig",
        "Perl": "pl pm",
        "SQL": "sql",
        "CSS": "css scss sass less",
        "Vue": "vue",
        "Svelte": "svelte",
        "Assembly": "asm s",
        "CUDA": "cu",
        "Terraform": "tf",
        "Emacs Lisp": "el",
    }.items()
    for extension in extensions.split()
}
# Where package managers and compilers put their files, also where nothing says that git ignores them.
_SKIPPED = frozenset(
    "node_modules bower_components vendor third_party third-party dist build out target __pycache__ site-packages venv "
    "env Pods DerivedData coverage htmlcov _build".split()
)
_LOCKS = frozenset("package-lock.json npm-shrinkwrap.json pnpm-lock.yaml go.sum composer.lock Gemfile.lock".split())
_GENERATED = re.compile(r"(?:\.min\.\w+|\.map|\.lock|-lock\.json|\.bundle\.js|_pb2\.pyi?|\.pb\.go|\.snap)$")
_PROSE = re.compile(r"\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt)$", re.I)
_MARKED = re.compile(r"\.(?:md|mdx|markdown|rst|adoc|asciidoc)$", re.I)
_DOCUMENT = re.compile(
    r"\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt|org|tex|pdf|docx|odt|epub|html?|mhtml|vtt|srt|ipynb)$", re.I
)
_README = re.compile(r"readme(?:\.\w+)?$", re.I)
_TOLD = re.compile(r"(?:readme|changelog|changes|history|news|release[-_]?notes)(?:\.(?:md|rst|adoc|txt))?$", re.I)
_TRANSLATED = re.compile(r"readme[._-][a-z]{2}(?:[-_]\w{2,4})?\.(?:md|rst|adoc|txt)$", re.I)
# The same words in a million repositories.
_BOILERPLATE = re.compile(
    r"(?:licen[sc]e|copying|notice|unlicense|code[-_]of[-_]conduct|contributors?|authors|maintainers|codeowners"
    r"|pull_request_template|issue_template|third[-_]?party.*)(?:[._-].*)?$",
    re.I,
)
_LISTS = re.compile(r"(?:requirements|constraints|cmakelists|robots|sources|manifest)[^/]*\.txt$", re.I)
_DOCS = ("docs", "doc", "documentation")
_ASIDE = frozenset("test tests testing fixtures testdata examples example samples templates".split())
_MOST = 400


def is_skipped(path: str) -> bool:
    """Whether a file was installed or made by a program: nobody wrote it here."""
    *folders, name = path.split("/")
    return not _SKIPPED.isdisjoint(folders) or name in _LOCKS or _GENERATED.search(name) is not None


def language(path: str) -> str:
    """The programming language of a file by its extension, or nothing."""
    stem, dot, extension = posixpath.basename(path).rpartition(".")
    return LANGUAGES.get(extension.lower(), "") if dot and stem else ""


def own(paths: Collection[str], ignored: Callable[[str], bool]) -> tuple[list[str], int]:
    """The files that are sources of their own, those near the top first, and how many more there are than one reads.

    Of a folder of notes, whether under version control or not, that is every file.
    """
    code = sum(1 for path in paths if language(path) and not is_skipped(path))
    documents = [path for path in paths if _DOCUMENT.search(path) and not is_skipped(path)]
    if not code:
        return sorted(paths), 0
    names = {path.casefold() for path in paths}
    # With four documents to each program it is a folder of documents, with scripts in it.
    chosen = documents if code * 4 <= len(documents) else [one for one in documents if _explains(one, names)]
    found = sorted((one for one in chosen if not ignored(one)), key=lambda one: (one.count("/"), one))
    return found[:_MOST], max(0, len(found) - _MOST)


def _explains(path: str, names: Collection[str]) -> bool:
    """Whether a file of text is there to be read: README, CHANGELOG, docs/ and what else is written at the top."""
    *folders, name = path.split("/")
    if not _PROSE.search(name) or _BOILERPLATE.match(name) or _LISTS.match(name):
        return False
    if _TRANSLATED.match(name) and f"{'/'.join([*folders, 'readme'])}.md".casefold() in names:
        return False
    if not folders:
        return _MARKED.search(name) is not None or _TOLD.match(name) is not None
    if folders[0].casefold() in _DOCS:
        return True
    return len(folders) <= 3 and _README.match(name) is not None and _ASIDE.isdisjoint(map(str.casefold, folders))


def shares(sizes: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Languages and how many bytes are written in each, the most first."""
    found: dict[str, int] = {}
    for path, size in sizes:
        name = language(path)
        if name and not is_skipped(path):
            found[name] = found.get(name, 0) + size
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))

"""The project's own files, as the house checks read them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import which

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
CODE = ("src", "tests", "tests_local", "tools", "bench")
UNTRACKED = {".git", ".venv", ".kb", "build", "dist", "__pycache__"}


@dataclass(frozen=True, slots=True)
class Function:
    place: str
    lines: int
    """Without the docstring."""
    parameters: int
    is_command: bool


@dataclass(frozen=True, slots=True)
class Module:
    lines: int
    """With something on them."""
    functions: tuple[Function, ...]
    classes: tuple[str, ...]
    says_what_it_is_for: bool


def tracked() -> list[Path]:
    """What git holds; in a copy without git, all that looks as if it did."""
    listed = _git("ls-files", "-z") if (ROOT / ".git").exists() and which("git") else ""
    if listed:
        return [path for name in listed.split("\0") if (path := ROOT / name).is_file()]
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return [ROOT / path for path in found if not any(p in UNTRACKED or p.endswith("_cache") for p in path.parts)]


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout


def texts() -> Iterator[tuple[str, str]]:
    """Name and text of every tracked file that holds text."""
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data:
            yield path.relative_to(ROOT).as_posix(), data.decode("utf-8", "replace")


def python_files(*tops: str) -> list[Path]:
    return [path for top in tops or CODE for path in sorted((ROOT / top).rglob("*.py"))]


@cache
def module(path: Path) -> Module:
    """Parsed once for all tests of a run."""
    text = path.read_text(encoding="utf-8")
    nodes = list(ast.walk(tree := ast.parse(text)))
    functions = [
        Function(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", *_measured(node))
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    classes = tuple(node.name for node in nodes if isinstance(node, ast.ClassDef))
    lines = sum(1 for line in text.splitlines() if line.strip())
    return Module(lines, tuple(functions), classes, bool(ast.get_docstring(tree)))


def _measured(node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[int, int, bool]:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node, clean=False) is not None:
        lines -= (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    decorators = {getattr(getattr(d, "func", d), "attr", "") for d in node.decorator_list}
    return lines, len([n for n in names if n not in ("self", "cls")]), bool(decorators & {"command", "callback"})

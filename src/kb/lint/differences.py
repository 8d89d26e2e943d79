"""A page before and after its fixes → a unified diff that `git apply` and `patch` take."""

import difflib
from collections.abc import Iterator

_NO_END = "\\ No newline at end of file\n"


def unified(path: str, before: str, after: str) -> Iterator[str]:
    """The lines of the diff, each with its line end; carriage returns stay in them."""
    old, new = _lines(before), _lines(after)
    for line in difflib.unified_diff(old, new, f"a/{path}", f"b/{path}"):
        if line.endswith("\n"):
            yield line
        else:
            yield from (line + "\n", _NO_END)


def remark(lines: Iterator[str], title: str) -> Iterator[str]:
    """A diff as a remark: programs that apply diffs pass it over."""
    yield f"# {title}\n"
    # The head would only repeat where it is.
    yield from (f"# {line}" for line in lines if not line.startswith(("--- ", "+++ ")))


def style(line: str) -> str:
    """How a terminal shows a line of a diff."""
    if line.startswith(("---", "+++")):
        return "bold"
    if line.startswith("#"):
        return "dim"
    return {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")


def _lines(text: str) -> list[str]:
    """Not splitlines: it cuts at form feeds and other marks that diffs don't count as lines."""
    return [line + "\n" for line in text.split("\n")[:-1]] + ([text.rpartition("\n")[2]] if text[-1:] != "\n" else [])

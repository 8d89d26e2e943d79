"""PDFs read by kb, pypdf, pdfminer.six and markitdown: is the reading order kept, and what does a page cost?

    python bench/pdf.py FOLDER [PYTHON]

FOLDER holds PDFs and, beside each, NAME.txt: its long lines in the order in which a person reads them. Pages of two
columns drawn in several orders, whose order is known, are made up and measured too. The other readers are no
dependencies: `pip install pypdf pdfminer.six markitdown[pdf]` in an environment of its own and name the Python there.

The score is the share of adjacent long lines that are still adjacent: nothing but a few letters between them.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
from kb.readers import read
from kb.readers.reader import Overrides
from readers.formats.pdfs import Put, lines, pdf

_LONG = 30
"""Letters of a long line; a Chinese, Japanese or Korean one counts for two."""
_LEADERS = re.compile(r"(?:\. ?){5}")
"""In a line of a table of contents, which only says where to turn."""
_BETWEEN = 12
"""Letters that may stand between two adjacent lines, such as a mark or a page's number."""
_WORDS = (
    "sluice river miller gate stone harvest bridge lantern orchard meadow copper winter ledger thatch timber barley "
    "harbour anvil candle parish weaver quarry saddle kettle furrow mantle beacon trellis pewter hamlet"
).split()
_OTHERS = {
    "pypdf": "import sys, pypdf; print('\\n'.join(p.extract_text() for p in pypdf.PdfReader(sys.argv[1]).pages))",
    "pdfminer.six": "import sys; from pdfminer.high_level import extract_text as e; print(e(sys.argv[1]))",
    "markitdown": "import sys, markitdown; print(markitdown.MarkItDown().convert(sys.argv[1]).markdown)",
}


@dataclass(frozen=True)
class Sample:
    """A PDF and its long lines, in order."""

    name: str
    data: bytes
    lines: Sequence[str]


def made_up() -> Iterator[Sample]:
    """Three pages of two columns under a title, each time drawn in another order."""
    pages = [_columns(page) for page in range(3)]
    words = [put.words for _, left, right in pages for put in [*left, *right]]
    by_column = [[title, *left, *right] for title, left, right in pages]
    title_last = [[*left, *right, title] for title, left, right in pages]
    across = [[title, *(put for pair in zip(left, right, strict=True) for put in pair)] for title, left, right in pages]
    for name, drawn in (("by column", by_column), ("title last", title_last), ("line by line", across)):
        yield Sample(f"made up, {name}", pdf(*drawn), words)


def _columns(page: int) -> tuple[Put, list[Put], list[Put]]:
    texts = [[_words(page * 1000 + column * 100 + at) for at in range(40)] for column in range(2)]
    left, right = lines(60, 700, *texts[0], size=9), lines(320, 700, *texts[1], size=9)
    return Put(60, 740, f"Of mills and their keepers, part {page}", 20), left, right


def _words(seed: int) -> str:
    return " ".join(_WORDS[(seed * 7 + at * at * 3 + seed // 11 * at) % len(_WORDS)] for at in range(7)) + f" {seed}"


def kept_in(folder: Path) -> Iterator[Sample]:
    for path in sorted(folder.glob("*.pdf")):
        order = path.with_suffix(".txt")
        if order.exists():
            said = order.read_text("utf-8").splitlines()
            long = [line for line in said if _width(line) >= _LONG and not _LEADERS.search(line)]
            yield Sample(path.stem, path.read_bytes(), long)


def score(sample: Sample, text: str) -> float:
    """Share of adjacent long lines, 0 to 1, that still follow each other."""
    said, keys = _letters(text), [_letters(line) for line in sample.lines]
    kept = sum(_follow(one, other, said) for one, other in pairwise(keys))
    return kept / max(1, len(keys) - 1)


def _follow(one: str, other: str, said: str) -> bool:
    ends = (found.end() for found in re.finditer(re.escape(one), said))
    return any(said.find(other, end, end + len(other) + _BETWEEN) >= 0 for end in ends)


def _width(line: str) -> int:
    return sum(2 if char > "\u2e7f" else 1 for char in _letters(line))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def by_kb(data: bytes) -> str:
    found = read("a.pdf", data, Overrides())
    return "\n".join(block.markdown for one in found for block in one.blocks) if isinstance(found, tuple) else ""


def by_another(python: str, program: str) -> Callable[[bytes], str]:
    def convert(data: bytes) -> str:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.pdf"
            path.write_bytes(data)
            return subprocess.run([python, "-c", program, path], capture_output=True, text=True, check=False).stdout

    return convert


def main() -> None:
    samples = [*made_up(), *(kept_in(Path(sys.argv[1])) if len(sys.argv) > 1 else ())]
    readers: dict[str, Callable[[bytes], str]] = {"kb": by_kb}
    for name, program in _OTHERS.items() if len(sys.argv) > 2 else ():
        readers[name] = by_another(sys.argv[2], program)
    print("| PDF | pairs |", " | ".join(readers), "|")
    print("| --- | ---: |", " | ".join(["---:"] * len(readers)), "|")
    seconds = dict.fromkeys(readers, 0.0)
    for sample in samples:
        scores = []
        for name, reader in readers.items():
            started = time.perf_counter()
            text = reader(sample.data)
            seconds[name] += time.perf_counter() - started
            scores.append(f"{score(sample, text):.2f}")
        print(f"| {sample.name} | {len(sample.lines) - 1} |", " | ".join(scores), "|", flush=True)
    print("| seconds, all of them, with start-up | |", " | ".join(f"{one:.1f}" for one in seconds.values()), "|")


if __name__ == "__main__":
    main()

"""Ingest at scale, over generated material: what each promise asks for, and what was measured, as a markdown table.

    python bench/ingest.py [rate] [cores] [memory] [again]

Nothing is given: all four. `memory` writes 400 MB and takes minutes.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from compile import Cost, run
from kb import readers
from kb.readers.reader import Overrides

_LETTERS = "etaoinshrdlcumwfgypbvk"


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    measured: str
    asked: str


class Prose:
    """Made-up words as often as words are, in sentences and paragraphs."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        sizes = self._chance.choices(range(2, 11), [20, 22, 18, 12, 9, 7, 5, 4, 3], k=20_000)
        rare = ["".join(self._chance.choices(_LETTERS, range(22, 0, -1), k=size)) for size in sizes]
        self._words = ["the", "of", "and", "to", "in", "that", "is", "was", "for", "on", "with", "it", *rare]
        self._weights = list(accumulate(1 / (at + 2) for at in range(len(self._words))))

    def sentence(self) -> str:
        words = self._chance.choices(self._words, cum_weights=self._weights, k=self._chance.randint(6, 28))
        if self._chance.random() < 0.3:
            words[len(words) // 2] = f"{self._chance.randint(2, 9000):,}"
        if self._chance.random() < 0.3:
            words[-1] = words[-1].capitalize()
        return " ".join(words).capitalize() + "."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self._chance.randint(2, 7)))

    def paragraphs(self, size: int) -> Iterator[str]:
        """As many as hold `size` characters."""
        while size > 0:
            paragraph = self.paragraph()
            size -= len(paragraph) + 2
            yield paragraph


def article(prose: Prose, size: int) -> str:
    return "\n\n".join(prose.paragraphs(size))


def note(prose: Prose, size: int) -> str:
    """A heading, paragraphs and a list every 2,000 characters."""
    sections = (
        f"## {prose.sentence()[:40]}\n\n{text}\n\n- {prose.sentence()}\n- **{prose.sentence()}**"
        for text in ("\n\n".join(prose.paragraphs(1800)) for _ in range(size // 2000 + 1))
    )
    return f"---\ntitle: {prose.sentence()[:30]}\n---\n\n" + "\n\n".join(sections)


def transcript(prose: Prose, size: int) -> str:
    names = ("Ada Marsh", "Tom Reed")
    return "\n\n".join(f"{names[at % 2]}: {text}" for at, text in enumerate(prose.paragraphs(size)))


def page(prose: Prose, size: int) -> str:
    """A saved web page, with what stands around its text."""
    links = "".join(f'<li><a href="/{at}">{prose.sentence()[:24]}</a></li>' for at in range(40))
    text = "".join(f"<p>{text}</p>" for text in prose.paragraphs(size))
    head = f"<title>{prose.sentence()[:50]}</title><style>{'p {margin: 0} ' * 200}</style>"
    return (
        f"<!doctype html><html lang=en><head>{head}</head><body><nav><ul>{links}</ul></nav>"
        f"<article><h1>{prose.sentence()[:50]}</h1>{text}</article><footer>{links}</footer></body></html>"
    )


KINDS: dict[str, tuple[str, Callable[[Prose, int], str]]] = {
    "article": ("txt", article),
    "note": ("md", note),
    "transcript": ("txt", transcript),
}


def rates(megabytes: float) -> Iterator[Row]:
    """How fast one core reads each kind of text, from bytes to blocks, with what tells its duplicates."""
    prose = Prose(1)
    readers.sketched(readers.read("a.txt", article(prose, 1000).encode(), Overrides()))
    for kind, (ending, made) in KINDS.items():
        files = [made(prose, 40_000).encode() for _ in range(round(megabytes * 25))]
        started = time.process_time()
        for data in files:
            found = readers.read(f"a.{ending}", data, Overrides())
            readers.sketched(found)
        rate = sum(map(len, files)) / 1e6 / (time.process_time() - started)
        yield Row(f"{kind}: MB/s of one core", f"{rate:.1f}", "20")


def cores(number: int) -> Iterator[Row]:
    """How much faster saved pages are read on two cores."""
    seconds = []
    for count in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            workspace = filled(Path(folder), number, lambda prose: page(prose, 6000), "html")
            seconds.append(on_cores(count, workspace).seconds)
    yield Row(
        f"{number:,} saved pages on one core, then on two",
        f"{seconds[0]:.1f} s, {seconds[1]:.1f} s: {seconds[0] / seconds[1]:.2f} times as fast",
        "1.7",
    )


def on_cores(count: int, workspace: Path) -> Cost:
    """`kb ingest` by processes that may use so many cores."""
    mine = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(mine)[:count])
    try:
        return run(workspace, "ingest")
    finally:
        os.sched_setaffinity(0, mine)


def memory(number: int, size: int) -> Iterator[Row]:
    """Peak memory of the largest process, over a large folder."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = filled(Path(folder), number, lambda prose: article(prose, size), "txt")
        cost = run(workspace, "ingest")
        yield Row(f"{number:,} files, {number * size / 1e6:,.0f} MB: MB of memory", f"{cost.mib * 1.048576:.0f}", "500")
        yield Row("the same: seconds", f"{cost.seconds:.0f}", "")


def again(number: int) -> Iterator[Row]:
    """A second ingest of files that did not change, from the shell."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = filled(Path(folder), number, lambda prose: article(prose, 2000), "txt")
        run(workspace, "ingest")
        seconds = sorted(run(workspace, "ingest").seconds for _ in range(5))
        yield Row(f"ingest of {number:,} unchanged files, s, median of 5", f"{seconds[2]:.2f}", "1")


def filled(folder: Path, number: int, made: Callable[[Prose], str], ending: str) -> Path:
    """A workspace with so many files."""
    (folder / "w" / "raw").mkdir(parents=True)
    run(folder, "init", "w")
    prose = Prose(number)
    for at in range(number):
        (folder / "w" / "raw" / f"text {at}.{ending}").write_text(made(prose), encoding="utf-8")
    return folder / "w"


BENCHES: dict[str, Callable[[], Iterator[Row]]] = {
    "rate": lambda: rates(2),
    "cores": lambda: cores(1000),
    "memory": lambda: memory(20_000, 20_000),
    "again": lambda: again(5000),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=[[], *BENCHES], help="what to measure")
    what: list[str] = parser.parse_args().what or list(BENCHES)
    print("| what | measured | asked |\n| --- | ---: | ---: |")
    for name in what:
        for row in BENCHES[name]():
            print(f"| {row.what} | {row.measured} | {row.asked} |")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

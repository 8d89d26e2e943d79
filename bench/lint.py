"""kb lint on generated wikis: nothing known yet, nothing changed, one page changed, one page added; as markdown tables.

A page has 300 words, 8 links and front matter. The second table is of pages as kb writes them, whose sentences carry
footnotes with quotes of source pages. Wall time, CPU time of all processes, and the most memory that they held
together (memory that they share is counted once for each that shares it, as the system counts it).
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from kb.wiki.draft import Draft

WORDS = (
    "river eel the of and dam water power barrage fish ladder council was built in year old town meeting said that "
    "turbine quarter revenue company people house ground between under with"
).split()
KB = [sys.executable, "-c", "from kb.cli import main; main()", "lint"]
TICK = os.sysconf("SC_CLK_TCK")
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6


class Cost(NamedTuple):
    wall: float
    cpu: float
    """Seconds of all processes."""
    peak: float
    """MB of all processes."""


def people(number: int, pages: int) -> str:
    """A page as people write it."""
    chance = random.Random(number)
    linked = set(chance.sample(range(30), 8))
    sentences = [_sentence(chance, pages, place in linked) for place in range(30)]
    parts = [" ".join(sentences[at : at + 5]) for at in range(0, 30, 5)]
    body = "\n\n".join([f"# Page {number}", parts[0], "## First part", *parts[1:3], "## Second part", *parts[3:]])
    front = f"type: Note\ntitle: Page {number}\ndescription: What is known of {number}.\ntags: [river, dam]\n"
    return f"---\n{front}---\n\n{body}\n"


def _sentence(chance: random.Random, pages: int, linked: bool) -> str:
    words = chance.choices(WORDS, k=10)
    if linked:
        target = f"page-{chance.randrange(pages):05}"
        words[4] = f"[[{target}]]" if chance.random() < 0.5 else f"[{words[4]} {words[5]}]({target}.md)"
    return " ".join(words).capitalize() + "."


def written(number: int, pages: int) -> Draft:
    """A page as kb writes it: every fifth is a source, the others quote two of them."""
    chance = random.Random(number)
    sources = range(0, pages, 5)
    if number % 5 == 0:
        blocks = (f"{_sentence(chance, pages, False)} ^k{number:08x}-{block}" for block in range(30))
        front = {"type": "Source", "title": f"Source {number}", "description": "A talk.", "status": "stable"}
        return Draft(f"page-{number:05}.md", front, f"# Source {number}\n\n## Text\n\n" + "\n\n".join(blocks))
    lines, notes = [], []
    for note in range(1, 9):
        cited = chance.choice(sources)
        block = chance.randrange(30)
        quote = _block(cited, pages, block)
        other = f"page-{chance.randrange(pages):05}"
        lines.append(f"{quote.removesuffix('.')} as [the {other}]({other}.md) has it.[^s-{note}]")
        notes.append(f'[^s-{note}]: "{quote}" — [Source {cited}](page-{cited:05}.md#^k{cited:08x}-{block})')
    front = {"type": "Concept", "title": f"Page {number}", "description": f"What is known of {number}."}
    body = f"# Page {number}\n\n" + "\n\n".join(lines) + "\n\n" + "\n".join(notes)
    return Draft(f"page-{number:05}.md", front, body)


def _block(source: int, pages: int, block: int) -> str:
    chance = random.Random(source)
    return [_sentence(chance, pages, False) for _ in range(30)][block]


def make(folder: Path, pages: int, by_kb: bool) -> None:
    for name in ("wiki", "raw"):
        (folder / name).mkdir(parents=True)
    (folder / "kb.yaml").write_text("")
    for number in range(pages):
        text = written(number, pages).stamped("kb/1", "2026-11-20T09:14:03Z") if by_kb else people(number, pages)
        (folder / "wiki" / f"page-{number:05}.md").write_text(text)


def lint(folder: Path) -> Cost:
    """One run, and what its whole session of processes took."""
    start = monotonic()
    process = subprocess.Popen(KB, cwd=folder, stdout=subprocess.DEVNULL, start_new_session=True)
    peak = 0.0
    cpu: dict[int, float] = {}
    while not _ended(process):
        found = [one for one in map(_process, Path("/proc").glob("[0-9]*")) if one and one[1] == process.pid]
        peak = max(peak, sum(one[3] for one in found))
        cpu |= {one[0]: one[2] for one in found}
    wall = monotonic() - start
    return Cost(wall, sum(cpu.values()), peak)


def _ended(process: "subprocess.Popen[bytes]") -> bool:
    """Looks again as soon as it has ended, and every 20 ms before."""
    try:
        process.wait(0.02)
    except subprocess.TimeoutExpired:
        return False
    return True


def _process(folder: Path) -> tuple[int, int, float, float] | None:
    """Number, session, CPU seconds and MB of a process that still runs."""
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(folder.name), int(fields[3]), (int(fields[11]) + int(fields[12])) / TICK, int(fields[21]) * PAGE_MB


def change(folder: Path) -> None:
    page = folder / "wiki" / "page-00007.md"
    page.write_text(page.read_text() + "\nOne more [[page-00009]] sentence, and [one](page-00011.md).\n")


def add(folder: Path) -> None:
    (folder / "wiki" / "page-new.md").write_text(people(7, 10))


def measure(pages: int, by_kb: bool) -> list[tuple[str, Cost]]:
    with tempfile.TemporaryDirectory() as at:
        folder = Path(at)
        make(folder, pages, by_kb)
        steps: list[tuple[str, Callable[[Path], None]]] = [
            ("cold", lambda folder: None),
            ("unchanged", lambda folder: None),
            ("one changed", change),
            ("one added", add),
        ]
        found = []
        for name, step in steps:
            step(folder)
            found.append((name, lint(folder)))
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[5_000, 10_000, 20_000], help="sizes of wikis")
    parser.add_argument("--only", choices=["people", "kb"], help="one of the tables")
    asked = parser.parse_args()
    for name, by_kb in (("people", False), ("kb", True)):
        if asked.only not in (None, name):
            continue
        print(f"\nPages as {name} write{'s' if by_kb else ''} them\n")
        print("| pages | run | wall s | CPU s | peak MB | ms a page, CPU |\n| ---: | --- | ---: | ---: | ---: | ---: |")
        for pages in asked.pages:
            for run, cost in measure(pages, by_kb):
                each = 1000 * cost.cpu / pages
                print(f"| {pages:,} | {run} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.peak:.0f} | {each:.3f} |")


if __name__ == "__main__":
    main()

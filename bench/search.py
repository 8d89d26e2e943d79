"""Search: what indexing and asking cost in wikis of several sizes, as a markdown table.

    python bench/search.py [--pages 20000] [--words 300] [--folder KEPT]

Made-up pages: half are articles, half sources, each with links; words follow Zipf's law, and texts name other pages.
Everything is timed in a process of its own that finds the pages on disk: indexing all of them with its peak of memory,
one page that changed, questions of 4 to 12 words out of the texts, and `kb search` beside `kb search --help`.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from itertools import accumulate
from pathlib import Path

from kb.search.current import current, refresh
from kb.search.query import Query
from kb.workspace import Workspace

VOCABULARY = 60_000
LINKS = 8
QUESTIONS = 300
RUNS = 7
_SYLLABLES = "ba cor den fel gar hol jin kal lor mar nel por rus sol tam vel zu qui ped stra ing er ton ess".split()


class Writer:
    """Makes pages up; the same ones for the same number."""

    def __init__(self, pages: int, words: int) -> None:
        dice = random.Random(7)
        made = ("".join(dice.choices(_SYLLABLES, k=1 + n.bit_length() // 5)) for n in range(4 * VOCABULARY))
        self.words = ["the", "of", "and", "in", "to", "a", "was", "is", *dict.fromkeys(made)][:VOCABULARY]
        self._reach = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self._names = [self._name(number) for number in range(pages)]
        self._long = words

    def _name(self, number: int) -> str:
        dice = random.Random(repr(("name", number)))
        return " ".join(dice.choice(self.words[300:]).capitalize() for _ in range(dice.choice((1, 2, 2, 3))))

    def text(self, dice: random.Random, words: int) -> list[str]:
        return [self.words[bisect(self._reach, dice.random() * self._reach[-1])] for _ in range(words)]

    def path(self, number: int) -> str:
        return f"{'sources' if number % 2 else 'concepts'}/page-{number}.md"

    def page(self, number: int, turn: int = 0) -> str:
        dice = random.Random(repr((number, turn)))
        title, kind = self._names[number], "Source" if number % 2 else "Concept"
        paragraphs = [self._paragraph(dice) for _ in range(self._long // 60)]
        if number % 2:
            paragraphs = [f"{text} ^k{at:08x}" for at, text in enumerate(paragraphs)]
            front = f"kind: article\npublished: 20{dice.randrange(10, 27)}-0{dice.randrange(1, 10)}\nstatus: stable\n"
            body = "## Text\n\n" + "\n\n".join(paragraphs)
        else:
            source = self.path((number + 1) % len(self._names) | 1)
            paragraphs = [f"- **Ada Brook:** {text}[^n-{at}]" for at, text in enumerate(paragraphs)]
            notes = [f'[^n-{at}]: "quoted" — [Talk, 12:34](../{source}#^k{at:08x})' for at in range(len(paragraphs))]
            front = f"aliases: [{self.words[-1 - number % 9999]}]\ntags: [article]\n"
            body = "## History\n\n" + "\n".join(paragraphs) + "\n\n" + "\n".join(notes)
        stamp = 'generated: {by: kb, at: "2026-01-02T03:04:05Z", digest: 0123456789abcdef}\n'
        return f'---\ntype: {kind}\ntitle: "{title}"\n{front}{stamp}---\n# {title}\n\n{body}\n'

    def _paragraph(self, dice: random.Random) -> str:
        """Sixty words, two links, and the name of a page that is no link."""
        text = self.text(dice, 54)
        for _ in range(2):
            other = dice.randrange(len(self._names))
            text.insert(dice.randrange(len(text)), f"[{self._names[other]}](../{self.path(other)})")
        text.insert(dice.randrange(len(text)), dice.choice(self._names))
        return " ".join(text).capitalize() + "."

    def question(self, number: int) -> str:
        """A run of words out of a page, as people ask: common words too, and now and then a name."""
        dice = random.Random(repr(("question", number)))
        text = self.text(random.Random(number), 2000)
        start, long = dice.randrange(1900), dice.randrange(4, 13)
        name = [dice.choice(self._names)] if number % 3 == 0 else []
        return " ".join([*text[start : start + long - len(name)], *name])


def make(folder: Path, pages: int, words: int) -> None:
    workspace = Workspace.create(folder)
    writer = Writer(pages, words)
    for number in range(pages):
        path = workspace.wiki / writer.path(number)
        path.parent.mkdir(exist_ok=True)
        path.write_text(writer.page(number), encoding="utf-8")


def index(folder: Path, pages: int, words: int) -> dict[str, float]:
    start = time.perf_counter()
    with current(Workspace(folder)) as index:
        seconds = time.perf_counter() - start
        size = (folder / ".kb" / "index.sqlite").stat().st_size
        peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return {"seconds": seconds, "peak": peak / 1024, "passages": len(index), "size": size / 2**20}


def change(folder: Path, pages: int, words: int) -> dict[str, float]:
    workspace, writer = Workspace(folder), Writer(pages, words)
    current(workspace).close()
    looked: list[float] = []
    told: list[float] = []
    for turn in range(1, 2 * RUNS + 1):
        (workspace.wiki / writer.path(turn)).write_text(writer.page(turn, turn), encoding="utf-8")
        start = time.perf_counter()
        if turn % 2:
            current(workspace).close()
        else:
            refresh(workspace, [writer.path(turn)])
        (looked if turn % 2 else told).append(1000 * (time.perf_counter() - start))
    return {"changed": statistics.median(looked), "told": statistics.median(told)}


def ask(folder: Path, pages: int, words: int) -> dict[str, float]:
    writer = Writer(pages, words)
    with current(Workspace(folder)) as index:
        times = []
        for number in range(QUESTIONS):
            query = Query.question(writer.question(number))
            start = time.perf_counter()
            index.search(query)
            times.append(1000 * (time.perf_counter() - start))
    cuts = statistics.quantiles(times, n=20)
    return {"p50": cuts[9], "p95": cuts[18], "worst": max(times)}


def shell(folder: Path, pages: int, words: int) -> dict[str, float]:
    """CPU of whole processes, in turns."""
    word = Writer(pages, words).question(1).split()[0]
    bare, found = [], []
    for _ in range(RUNS):
        bare.append(_cpu_ms(["search", "--help"], folder))
        found.append(_cpu_ms(["search", word, "--json"], folder))
    return {"bare": statistics.median(bare), "shell": statistics.median(found)}


def _cpu_ms(arguments: list[str], folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    program = [sys.executable, "-c", "from kb.cli import main; main()", *arguments]
    subprocess.run(program, cwd=folder, stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


PARTS = {part.__name__: part for part in (index, change, ask, shell)}


def measured(folder: Path, pages: int, words: int) -> dict[str, float]:
    """Each part in a process of its own."""
    found: dict[str, float] = {}
    for part in PARTS:
        command = [sys.executable, __file__, "--part", part, "--folder", str(folder)]
        command += ["--pages", str(pages), "--words", str(words)]
        found |= json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[1_000, 20_000], help="sizes of the wiki (1000 20000)")
    parser.add_argument("--words", type=int, default=300, help="words of a page (300; 3000 are about 10 passages)")
    parser.add_argument("--folder", type=Path, help="make the pages here, or find them here, and keep them")
    parser.add_argument("--part", choices=PARTS, help="only this, of pages that are there, as JSON")
    asked = parser.parse_args()
    if asked.part:
        print(json.dumps(PARTS[asked.part](asked.folder, asked.pages[0], asked.words)))
        return
    print(
        "| pages | passages | indexing, s | peak, MB | on disk, MB | one page changed, ms: told which, looked for "
        "| search p50 / p95 / worst, ms | kb search, CPU ms | to --help |\n" + "| ---: " * 9 + "|"
    )
    for pages in asked.pages:
        with tempfile.TemporaryDirectory() as temporary:
            folder = (asked.folder or Path(temporary)) / f"{pages}x{asked.words}"
            if not folder.exists():
                make(folder, pages, asked.words)
            (folder / ".kb" / "index.sqlite").unlink(missing_ok=True)
            m = measured(folder, pages, asked.words)
        size = f"| {pages:,} | {m['passages']:,} | {m['seconds']:.1f} | {m['peak']:.0f} | {m['size']:.0f} "
        search = f"{m['p50']:.1f} / {m['p95']:.1f} / {m['worst']:.1f}"
        shell = f"{m['shell']:.0f} | {m['shell'] / m['bare']:.2f}"
        print(f"{size}| {m['told']:.0f}, {m['changed']:.0f} | {search} | {shell} |", flush=True)


if __name__ == "__main__":
    main()

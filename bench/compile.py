"""Ingest, compile, compile again, lint: time, memory and what came of it, as a markdown table.

    python bench/compile.py RAW_DIR [--copies N] [--runs 5] [--keep FOLDER]

Works on a copy of RAW_DIR in a temporary workspace; --copies N makes it N times as large, with exchanged words.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from corpus import files, multiply

MIB = 2**20 if sys.platform == "darwin" else 2**10
KB = [sys.executable, "-m", "kb"]


@dataclass(frozen=True, slots=True)
class Cost:
    seconds: float
    cpu: float
    mib: float
    """Peak memory."""
    code: int
    output: str


def run(workspace: Path, *words: str) -> Cost:
    """One kb command in a process of its own."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        started = time.perf_counter()
        process = subprocess.Popen([*KB, *words], cwd=workspace, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        used = usage.ru_utime + usage.ru_stime
        return Cost(seconds, used, usage.ru_maxrss / MIB, process.returncode, output.read())


def median(costs: list[Cost]) -> Cost:
    return sorted(costs, key=lambda cost: cost.seconds)[len(costs) // 2]


def bench(workspace: Path, runs: int) -> dict[str, Cost]:
    costs = {"ingest": run(workspace, "ingest"), "first compile": run(workspace, "compile")}
    before = state(workspace / "wiki")
    again = [run(workspace, "compile") for _ in range(runs)]
    costs[f"second compile, median of {runs}"] = median(again)
    costs["lint"] = run(workspace, "lint")
    if state(workspace / "wiki") != before:
        print("A compile of unchanged sources changed the wiki.", file=sys.stderr)
    return costs


def state(folder: Path) -> dict[Path, tuple[int, int]]:
    """Size and time of every file: what an idle compile must leave alone."""
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in files(folder)}


def report(workspace: Path, sources: int, costs: dict[str, Cost]) -> None:
    print(
        f"{sources} raw files, {sum(p.stat().st_size for p in (workspace / 'raw').rglob('*') if p.is_file()):,} bytes."
    )
    for kind in ("sources", "concepts"):
        print(f"{len(list((workspace / 'wiki' / kind).glob('*.md')))} pages of {kind}.")
    print("\n| step | seconds | CPU s | peak MiB | exit |\n| --- | ---: | ---: | ---: | ---: |")
    for name, cost in costs.items():
        print(f"| {name} | {cost.seconds:.2f} | {cost.cpu:.2f} | {cost.mib:.0f} | {cost.code} |")
    for name, cost in costs.items():
        lines = cost.output.strip().splitlines() or ["(nothing)"]
        print(f"\n{name}: {lines[-1] if name == 'lint' else lines[0]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", type=Path, metavar="RAW_DIR")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="make the workspace here and leave it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace: Path = (given.keep or Path(folder)).resolve()
        workspace.mkdir(parents=True, exist_ok=True)
        sources = multiply(given.raw, workspace / "raw", given.copies)
        made = run(workspace, "init")
        if made.code:
            raise SystemExit(made.output)
        report(workspace, sources, bench(workspace, given.runs))


if __name__ == "__main__":
    main()

"""Start-up: what `kb --help` and `kb lint --help` cost beside a bare typer program, as a markdown table.

CPU time (user and system) of whole processes, taken in turns in one run; the target is a ratio of at most 1.3.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys

BARE = """
import typer
app = typer.Typer({options})
@app.command()
def hello(name: str = typer.Option("world", help="Whom to greet.")) -> None:
    "Say hello."
app()
"""
KB = "from kb.cli import main; main()"
PROGRAMS = {
    "a bare typer program, --help": (BARE.format(options=""), "--help"),
    "the same without rich, --help": (BARE.format(options="rich_markup_mode=None"), "--help"),
    "kb --help": (KB, "--help"),
    "kb lint --help": (KB, "lint", "--help"),
}


def cpu_ms(program: tuple[str, ...]) -> float:
    """CPU time of one process that runs `program`, in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", *program], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def measure(runs: int) -> dict[str, float]:
    """Median of each program; the first round only fills caches."""
    rounds = [{name: cpu_ms(program) for name, program in PROGRAMS.items()} for _ in range(runs + 1)]
    return {name: statistics.median(times[name] for times in rounds[1:]) for name in PROGRAMS}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="rounds to take the median of (15)")
    runs: int = parser.parse_args().runs
    # What a user's shell would not have set: it changes what typer imports.
    os.environ.pop("TYPER_USE_RICH", None)
    medians = measure(runs)
    bare, plain = list(medians.values())[:2]
    print(f"| program | CPU ms, median of {runs} | to bare | to bare without rich |\n| --- | ---: | ---: | ---: |")
    for name, ms in medians.items():
        print(f"| {name} | {ms:.0f} | {ms / bare:.2f} | {ms / plain:.2f} |")


if __name__ == "__main__":
    main()

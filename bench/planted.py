"""Defects planted in a healthy wiki, and how many of them `kb lint` finds, as markdown tables.

Every rule's planter (tests/lint/planted/planters) plants in a copy of the wiki; then, in other copies, a half of the
sentences gets one digit, or one name, that stands in none of its quotes. False alarms are findings of the same rules on
sentences that were left as they are, and findings that nobody planted.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence, Set
from pathlib import Path

from kb.lint.rule import rules

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from lint.planted import small
from lint.planted.sown import Found, Outcome, found, sow
from lint.planted.swaps import Wrong, caught, digit, name_among, swap, titles

_SHOWN = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path, nargs="?", help="built by kb; without, a small one is made")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        healthy = asked.workspace or small.build(Path(folder) / "healthy")
        before = found(healthy_copy(healthy, Path(folder) / "before"))
        structural(sow(healthy_copy(healthy, Path(folder) / "sown")))
        print("\n| swapped | rules | sentences | found | recall | untouched | alarms | rate |")
        print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        names = name_among(titles(healthy))
        for what, wrong, wanted in (
            ("digits", digit, ["number-not-in-quote"]),
            ("names", names, ["name-not-in-quote", "rare-term-not-in-quote"]),
        ):
            copy = healthy_copy(healthy, Path(folder) / what)
            swapped(what, copy, wrong, wanted, before, asked.seed)


def healthy_copy(healthy: Path, place: Path) -> Path:
    return Path(shutil.copytree(healthy, place, ignore=shutil.ignore_patterns(".git")))


def structural(outcome: Outcome) -> None:
    print("| rule | planted | found |\n| --- | ---: | ---: |")
    for name, planted in outcome.planted.items():
        missed = outcome.missed[name]
        where = f" missed: {', '.join(f'{one.path}:{one.line}' for one in missed)}" if missed else ""
        print(f"| {name} | {len(planted)} | {len(planted) - len(missed)}{where} |")
    print(f"\nFound beside these: {len(outcome.alarms)}")
    for one in outcome.alarms[:_SHOWN]:
        print(f"- {one.path}:{one.line}:{one.column}: {one.code} {one.message}")


def swapped(what: str, root: Path, wrong: Wrong, wanted: Sequence[str], before: Sequence[Found], seed: int) -> None:
    codes = {rule.name: rule.code for rule in rules() if rule.name in wanted}
    done = swap(root, wrong, seed)
    if not codes:
        print(f"| {what} | no rule yet | {len(done.wrong):,} | | | {len(done.untouched):,} | | |")
        return
    after = found(root)
    hits = caught(after, done.wrong, list(codes.values()))
    alarms = caught(after, done.untouched, list(codes.values()))
    row = (what, ", ".join(codes), *_share(done.wrong, hits), *_share(done.untouched, alarms))
    print(f"| {' | '.join(row)} |")
    print(f"\nOf the same kinds before: {sum(one.code in codes.values() for one in before)}\n", file=sys.stderr)
    for place in sorted(done.wrong - hits)[:_SHOWN]:
        line = (root / place.path).read_text(encoding="utf-8").split("\n")[place.line - 1]
        print(f"missed {place.path}:{place.line}: {line[place.column - 1 :]}", file=sys.stderr)
    for place in sorted(alarms)[:_SHOWN]:
        line = (root / place.path).read_text(encoding="utf-8").split("\n")[place.line - 1]
        print(f"alarm {place.path}:{place.line}: {line[place.column - 1 :]}", file=sys.stderr)


def _share(all_: Set[object], some: Set[object]) -> tuple[str, str, str]:
    return f"{len(all_):,}", f"{len(some):,}", f"{len(some) / len(all_):.1%}" if all_ else "–"


if __name__ == "__main__":
    main()

"""Defects planted in a healthy wiki, and how many of them `kb lint` finds, as markdown tables.

    python bench/planted.py [WORKSPACE] [--seed N] [--show N]

Every rule's planter (tests/lint/planted/planters) plants in a copy of the wiki; then, in other copies, a half of the
sentences gets one digit, or one name, that stands in none of its quotes: the name plain, or linked as kb links it. What
is only a note counts apart. False alarms are findings of the same rules on sentences that were left as they are, and
findings that nobody planted.
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
from lint.planted.swaps import Swapped, caught, digit, name_among, swap, titles

_SHOWN = 20
_NAMES = ["name-not-in-quote", "rare-term-not-in-quote", "number-not-in-quote"]
"""Of "Windows 7" for "Windows" the rule about numbers tells."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path, nargs="?", help="built by kb; without, a small one is made")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="tell of N missed sentences and N alarms")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        healthy = asked.workspace or small.build(Path(folder) / "healthy")
        structural(sow(healthy_copy(healthy, Path(folder) / "sown")))
        print("\n| swapped | sentences | found | recall | with notes | untouched | alarms | rate | with notes |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        called = titles(healthy)
        for what, wrong, wanted in (
            ("digits", digit, ["number-not-in-quote"]),
            ("names", name_among(called, linked=False), _NAMES),
            ("names, linked", name_among(called, linked=True), _NAMES),
        ):
            copy = healthy_copy(healthy, Path(folder) / what)
            done = swap(copy, wrong, asked.seed)
            swapped(what, done, found(copy), [rule.code for rule in rules() if rule.name in wanted])
            if asked.show:
                show(copy, done, found(copy), asked.show)


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


def swapped(what: str, done: Swapped, after: Sequence[Found], codes: Sequence[str]) -> None:
    told = [one for one in after if one.severity != "info"]
    cells = [what]
    for places in (done.wrong, done.untouched):
        hits, noted = (caught(some, places, codes) for some in (told, after))
        cells += [f"{len(places):,}", f"{len(hits):,}", _share(places, hits), _share(places, noted)]
    print(f"| {' | '.join(cells)} |")


def show(root: Path, done: Swapped, after: Sequence[Found], shown: int) -> None:
    codes = [rule.code for rule in rules() if rule.name in _NAMES]
    missed = done.wrong - caught(after, done.wrong, codes)
    for what, places in (("missed", missed), ("alarm", caught(after, done.untouched, codes))):
        for place in sorted(places)[:shown]:
            line = (root / place.path).read_text(encoding="utf-8").split("\n")[place.line - 1]
            print(f"{what} {place.path}:{place.line}: {line[place.column - 1 :]}", file=sys.stderr)


def _share(all_: Set[object], some: Set[object]) -> str:
    return f"{len(some) / len(all_):.1%}" if all_ else "–"


if __name__ == "__main__":
    main()

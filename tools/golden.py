"""What every specimen is read as now → tests/specimens/golden/, to be reviewed as a diff: python tools/golden.py"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
from specimens import GOLDEN, specimens
from specimens.golden import written


def main() -> int:
    GOLDEN.mkdir(exist_ok=True)
    pages = {one.golden: written(one) for one in specimens()}
    for path in sorted({*GOLDEN.iterdir(), *pages}):
        if path not in pages:
            path.unlink()
            print(f"{path.name}: removed")
        elif not path.is_file() or path.read_text(encoding="utf-8") != pages[path]:
            path.write_text(pages[path], encoding="utf-8", newline="\n")
            print(f"{path.name}: written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

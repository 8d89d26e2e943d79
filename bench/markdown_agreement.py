"""How far a scan agrees with markdown-it-py: on CommonMark's examples (its spec.json), or on the pages of a folder.

Pages with front matter are compared without it. Every text on which the two differ is printed with what differs.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kb.wiki.frontmatter import split

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
from markdown_parts import code_is_hidden, parsed, scanned

PARTS = ("links", "headings", "notes", "references", "code")


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Names and texts."""
    if path.is_dir():
        for page in sorted(path.rglob("*.md")):
            text = page.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
            yield str(page.relative_to(path)), split(text).body
    else:
        for one in json.loads(path.read_text(encoding="utf-8")):
            yield f"{one['section']} {one['example']}", one["markdown"]


def differing(text: str) -> list[str]:
    return [*scanned(text).differs(parsed(text)), *([] if code_is_hidden(text) else ["code"])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, help="a spec.json or a folder of pages")
    found = {name: differing(text) for name, text in texts(parser.parse_args().path)}
    by_part = Counter(part for parts in found.values() for part in parts)
    for name, parts in found.items():
        if parts:
            print(f"- {name}: {', '.join(parts)}")
    print("\n| texts | all the same |" + "".join(f" {part} |" for part in PARTS))
    print("| ---: " * (len(PARTS) + 2) + "|")
    same = sum(not parts for parts in found.values())
    print(f"| {len(found)} | {same} |" + "".join(f" {len(found) - by_part[part]} |" for part in PARTS))


if __name__ == "__main__":
    main()

"""Saved web pages read by kb, by plain trafilatura and by markitdown: what is kept and what leaks, as markdown tables.

    python bench/web_pages.py [MARKITDOWN_PYTHON]

The gold pages of the tests say what a reader wants: snippets to keep and to drop, counted as in trafilatura's own
evaluation, metadata, and structure. markitdown is no dependency: `pip install markitdown` in an environment of its own
and name the Python there. Pages that hold no text are left out.
"""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
from gold_pages import Gold, gold_pages
from kb.knowledge import Block
from kb.readers import read
from kb.readers.reader import Overrides
from kb.readers.formats.page.saved import Saved, unpacked

_MARKITDOWN = "import sys, markitdown; print(markitdown.MarkItDown().convert(sys.argv[1]).markdown)"
_METADATA = ("title", "author", "published", "url")
_NOTE = re.compile(r"^\s*\[\^\w+\]:[ \t]*(.+)$", re.M)
_FENCED = re.compile(r"^```[^\n]*\n(.*?)\n?^```", re.M | re.S)


@dataclass(frozen=True)
class Result:
    """A page as markdown, with what was said of it."""

    markdown: str
    about: dict[str, object] = field(default_factory=dict)


def by_kb(page: Gold) -> Result:
    found = read(page.path.name, page.path.read_bytes(), Overrides())
    if not isinstance(found, tuple):
        return Result("")
    (reading,) = found
    about = {name: getattr(reading, name) for name in _METADATA}
    return Result("\n\n".join(_shown(block) for block in reading.blocks), about)


def _shown(block: Block) -> str:
    return "#" * block.level + " " * bool(block.level) + block.markdown


def by_trafilatura(page: Gold) -> Result:
    from trafilatura import bare_extraction, extract

    saved = unpacked(page.path.read_bytes())
    html = saved.html if isinstance(saved, Saved) else ""
    text = extract(html, output_format="markdown", include_tables=True, include_formatting=True, include_links=True)
    found = bare_extraction(html, with_metadata=True)
    if found is None:
        return Result(text or "")
    authors = tuple(name.strip() for name in (getattr(found, "author", "") or "").split(";") if name.strip())
    said = {
        name: getattr(found, of, "") or "" for name, of in (("title", "title"), ("published", "date"), ("url", "url"))
    }
    return Result(text or "", {**said, "author": authors})


def by_markitdown(python: str) -> Callable[[Gold], Result]:
    def convert(page: Gold) -> Result:
        ran = subprocess.run([python, "-c", _MARKITDOWN, page.path], capture_output=True, text=True, check=False)
        return Result(ran.stdout)

    return convert


def counted(pages: Sequence[Gold], reader: Callable[[Gold], Result]) -> Counter[str]:
    """What was wanted and what was found, by name."""
    counts: Counter[str] = Counter()
    for page in pages:
        result = reader(page)
        text = _plain(result.markdown)
        kept = sum(_plain(snippet) in text for snippet in page.keep)
        counts.update({"kept": kept, "lost": len(page.keep) - kept})
        # Marks such as an arrow or [1] have no words that could be compared.
        unwanted = [snippet for snippet in map(_plain, page.drop) if len(snippet) > 1]
        leaked = sum(snippet in text for snippet in unwanted)
        counts.update({"leaked": leaked, "dropped": len(unwanted) - leaked})
        for name in _METADATA:
            if page.about[name]:
                counts[f"of {name}"] += 1
                counts[name] += result.about.get(name) == page.about[name]
        counts.update(_structure(page, result.markdown))
    return counts


def _structure(page: Gold, markdown: str) -> dict[str, int]:
    code = [one.strip() for one in _FENCED.findall(markdown)]
    notes = [_plain(one) for one in _NOTE.findall(markdown)]
    rows = [_plain(line) for line in markdown.split("\n") if line.lstrip().startswith("|")]
    headings = [_plain(line) for line in markdown.split("\n") if line.startswith("#")]
    formulas = re.findall(r"\$([^$\n]+)\$", markdown)
    wanted_rows = [_plain("".join(row)) for table in page.tables for row in table]
    pairs = {
        "footnotes": [_plain(one) in notes for one in page.footnotes],
        "code": [one.strip() in code for one in page.code],
        "rows": [one in rows for one in wanted_rows],
        "headings": [_plain(one) in headings for one in page.headings],
        "formulas": [one in formulas for one in page.math],
        "pictures": [_plain(one) in _plain(markdown) for one in page.images],
    }
    found = {name: sum(found) for name, found in pairs.items()}
    return {**found, **{f"of {name}": len(found) for name, found in pairs.items()}}


def _plain(text: str) -> str:
    """Letters and digits alone; addresses of links and marks of notes are no words."""
    text = re.sub(r"\]\([^()\s]*(?:\s\"[^\"]*\")?\)|\[\^\w+\]", "", text)
    return re.sub(r"[\W_]+", "", text).casefold()


def _of(counts: Counter[str], name: str) -> str:
    return f"{counts[name]} of {counts[f'of {name}']}"


def main() -> None:
    readers: dict[str, Callable[[Gold], Result]] = {"kb": by_kb, "trafilatura, markdown": by_trafilatura}
    if len(sys.argv) > 1:
        readers["markitdown"] = by_markitdown(sys.argv[1])
    else:
        print("without markitdown: pip install markitdown elsewhere, and name the Python there\n", file=sys.stderr)
    pages = [page for page in gold_pages() if not page.refused]
    found = {name: counted(pages, reader) for name, reader in readers.items()}
    print("| reader | precision | recall | F1 | leaked | title | author | date | address |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, counts in found.items():
        precision = counts["kept"] / max(counts["kept"] + counts["leaked"], 1)
        recall = counts["kept"] / (counts["kept"] + counts["lost"])
        both = 2 * precision * recall / max(precision + recall, 1e-9)
        leaked = counts["leaked"] / (counts["leaked"] + counts["dropped"])
        about = " | ".join(_of(counts, one) if name != "markitdown" else "–" for one in _METADATA)
        print(f"| {name} | {precision:.3f} | {recall:.3f} | {both:.3f} | {leaked:.3f} | {about} |")
    names = ("headings", "footnotes", "code", "rows", "formulas", "pictures")
    print(f"\n| reader | {' | '.join(names)} |\n| --- |{' ---: |' * len(names)}")
    for name, counts in found.items():
        print(f"| {name} | {' | '.join(_of(counts, one) for one in names)} |")


if __name__ == "__main__":
    main()

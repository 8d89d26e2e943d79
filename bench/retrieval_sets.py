"""Published sets of questions → pages of a wiki, and what each question needs of them.

`musique_50.json`, `hotpotqa_50.json` with their `_corpus.json`: questions over titled paragraphs.
`chroma_questions_dev.csv` with `chroma_corpora/`: questions over long texts, with the characters that answer them.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from kb.markup import escape
from kb.search.passages import Passage
from kb.sentences import sentences

_LONGEST_BLOCK = 1200

Recall: TypeAlias = Callable[[list[Passage]], float]


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    found: Callable[[list[Passage]], float]
    """Recall of some passages."""


@dataclass(frozen=True, slots=True)
class Collection:
    name: str
    pages: Mapping[str, str]
    questions: list[Question]


def collections(folder: Path) -> list[Collection]:
    return [multihop(folder, "musique"), multihop(folder, "hotpotqa"), chunked(folder)]


def multihop(folder: Path, name: str) -> Collection:
    """Each paragraph is a page; a question is answered by two or more of them together."""
    raw = json.loads((folder / f"{name}_corpus.json").read_text())
    titled = (
        [(p["title"], p["text"]) for p in raw] if isinstance(raw, list) else [(t, "".join(s)) for t, s in raw.items()]
    )
    paths = {paragraph: f"concepts/{number}.md" for number, paragraph in enumerate(titled)}
    pages = {path: _page("Concept", title, escape(text)) for (title, text), path in paths.items()}
    asked = json.loads((folder / f"{name}_50.json").read_text())
    return Collection(name, pages, [Question(q["question"], _gold_pages(_gold(q, paths))) for q in asked])


def _gold(question: dict[str, Any], paths: Mapping[tuple[str, str], str]) -> set[str]:
    if "paragraphs" in question:
        supporting = (p for p in question["paragraphs"] if p["is_supporting"])
        return {paths[p["title"], p["paragraph_text"]] for p in supporting}
    titles = {title for title, _ in question["supporting_facts"]}
    return {path for (title, _), path in paths.items() if title in titles}


def _gold_pages(gold: set[str]) -> Callable[[list[Passage]], float]:
    return lambda passages: len(gold & {passage.page.path for passage in passages}) / len(gold)


def chunked(folder: Path) -> Collection:
    """Each text is a source whose blocks know their characters."""
    pages: dict[str, str] = {}
    blocks: dict[tuple[str, str], tuple[int, int]] = {}
    for file in sorted((folder / "chroma_corpora").glob("*.md")):
        path, text = f"sources/{file.stem}.md", file.read_text()
        spans = list(_blocks(text))
        names = [f"k{number:08x}" for number in range(len(spans))]
        blocks |= {(path, name): span for name, span in zip(names, spans, strict=True)}
        body = (f"{escape(text[start:end])} ^{name}" for name, (start, end) in zip(names, spans, strict=True))
        pages[path] = _page("Source", file.stem, "## Text\n\n" + "\n\n".join(body))
    with (folder / "chroma_questions_dev.csv").open() as rows:
        questions = [Question(row["question"], _gold_characters(row, blocks)) for row in csv.DictReader(rows)]
    return Collection("chroma", pages, questions)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Lines; the longest of them, which hold a whole conversation, in groups of sentences."""
    for line in re.finditer(r"[^\n]*\w[^\n]*", text):
        start, offset = line.start(), line.start()
        for span in sentences(line.group()):
            if offset + span.end - start > _LONGEST_BLOCK and offset + span.start > start:
                yield start, offset + span.start
                start = offset + span.start
        yield start, line.end()


def _gold_characters(row: dict[str, str], blocks: Mapping[Any, tuple[int, int]]) -> Recall:
    path = f"sources/{row['corpus_id']}.md"
    gold = {at for r in json.loads(row["references"]) for at in range(r["start_index"], r["end_index"])}

    def recall(passages: list[Passage]) -> float:
        anchors = {anchor for passage in passages for piece in passage.pieces for anchor in piece.anchors}
        spans = [blocks[anchor] for anchor in anchors if anchor.page == path]
        return len(gold & {at for start, end in spans for at in range(start, end)}) / len(gold)

    return recall


def _page(kind: str, title: str, body: str) -> str:
    return f"---\ntype: {kind}\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n# {escape(title)}\n\n{body}\n"

"""canvas: an answer as a JSON Canvas 1.0: the question, its sentences with their quotes, the pages they stand on."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.asking.answers import UNJUDGED, Answer, numbered
from kb.digest import digest
from kb.forms.form import Form, Made, Place
from kb.forms.markdown import said
from kb.forms.notes import numbers, where
from kb.forms.packing import wrapped
from kb.knowledge import Citation, Sentence
from kb.markup import escape, readable

_WIDTH, _PAGE_WIDTH, _PAGE_HEIGHT = 480, 400, 320
_GAP, _CORRIDOR = 40, 200
_LINE, _MARGIN, _LETTER = 26, 48, 9
"""Pixels of a line of text, of the frame around it, and of a letter."""
_QUESTION, _CLASH = "5", "1"
"""Colours of the specification: cyan and red."""

Node = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Box:
    """A node before it has a place."""

    id: str
    height: int
    holds: Node


def _make(answer: Answer, place: Place) -> Made:
    text = json.dumps(canvas(answer, _vault(place)), ensure_ascii=False, indent="\t")
    return Made({".canvas": f"{text}\n".encode()})


def _vault(place: Place) -> str:
    """The path from the vault's top to the pages: wiki/ is the vault of a canvas in it, else the workspace."""
    inside = place.file is not None and place.file.is_relative_to(place.wiki)
    return "" if inside else f"{place.wiki.name}/"


def canvas(answer: Answer, prefix: str) -> dict[str, object]:
    """Nodes in three columns, left to right: what was asked, what is said, where it stands. `prefix` leads from the
    vault's top to the wiki."""
    said = f"{answer.question} {UNJUDGED}" if answer.unjudged else answer.question
    below = f"\n\n{escape(UNJUDGED)}" if answer.unjudged else ""
    question = _text_box("question", f"# {escape(answer.question)}{below}", said, _QUESTION)
    sentences = [_sentence_box(answer, number, one) for number, one in enumerate(answer.sentences, 1)]
    clashes = [
        _text_box(f"disagreement {number}", f"**Sources disagree:** {escape(one.about)}", one.about, _CLASH)
        for number, one in enumerate(answer.answered.clashes, 1)
    ]
    pages = [_file_box(path, cited, prefix) for path, cited in _by_page(answer).items()]
    second = _WIDTH + _CORRIDOR
    nodes = [
        *_column([question], 0, _WIDTH),
        *_column([*sentences, *clashes], second, _WIDTH),
        *_column(pages, second + _WIDTH + _CORRIDOR, _PAGE_WIDTH),
    ]
    return {"nodes": nodes, "edges": [*_asked(answer), *_quoting(answer), *_disagreeing(answer)]}


def _column(boxes: Sequence[_Box], x: int, width: int) -> Iterable[Node]:
    """Below each other, the whole column centred on the line of the question."""
    y = -(sum(box.height + _GAP for box in boxes) - _GAP) // 2
    for box in boxes:
        yield {"id": box.id, **box.holds, "x": x, "y": y, "width": width, "height": box.height}
        y += box.height + _GAP


def _text_box(name: str, markdown: str, plain: str, colour: str = "") -> _Box:
    holds: Node = {"type": "text", "text": markdown}
    return _Box(_id(name), _height([plain], large=colour == _QUESTION), holds | ({"color": colour} if colour else {}))


def _sentence_box(answer: Answer, number: int, sentence: Sentence) -> _Box:
    """The sentence, and below it each quote with its number."""
    known = numbered(answer.sentences)
    quotes = [
        f'> \\[{known[one]}\\] "{escape(one.quote)}" — {escape(where(answer.references[one]))}'
        for one in sentence.citations
    ]
    markdown = "\n\n".join([said(sentence), *quotes])
    lines = [f"{sentence.speaker} {sentence.text}", *map(readable, quotes)]
    return _Box(_id(f"sentence {number}"), _height(lines), {"type": "text", "text": markdown})


def _file_box(path: str, cited: Sequence[Citation], prefix: str) -> _Box:
    """A page; the very block where only one of it is quoted."""
    blocks = list(dict.fromkeys(one.block for one in cited))
    holds: Node = {"type": "file", "file": f"{prefix}{path}"}
    return _Box(_id(f"page {path}"), _PAGE_HEIGHT, holds | ({"subpath": f"#^{blocks[0]}"} if len(blocks) == 1 else {}))


def _height(texts: Iterable[str], *, large: bool = False) -> int:
    letters = (_WIDTH - _MARGIN) // (_LETTER * (2 if large else 1))
    lines = sum(len(wrapped(text, letters)) + 1 for text in texts)
    return _MARGIN + lines * _LINE * (2 if large else 1)


def _by_page(answer: Answer) -> dict[str, list[Citation]]:
    found: dict[str, list[Citation]] = {}
    for citation in numbered(answer.sentences):
        found.setdefault(answer.references[citation].page.path, []).append(citation)
    return found


def _asked(answer: Answer) -> Iterable[Node]:
    return (_edge("question", f"sentence {number}") for number, _ in enumerate(answer.sentences, 1))


def _quoting(answer: Answer) -> Iterable[Node]:
    """One edge for each page that a sentence quotes, with the numbers of its quotes there."""
    for number, sentence in enumerate(answer.sentences, 1):
        there: dict[str, list[str]] = {}
        for citation, mark in zip(sentence.citations, numbers(answer, sentence), strict=True):
            there.setdefault(answer.references[citation].page.path, []).append(f"[{mark}]")
        for path, found in there.items():
            yield {**_edge(f"sentence {number}", f"page {path}"), "label": " ".join(found)}


def _disagreeing(answer: Answer) -> Iterable[Node]:
    """From a disagreement to its sides."""
    known = {sentence: number for number, sentence in enumerate(answer.sentences, 1)}
    for number, clash in enumerate(answer.answered.clashes, 1):
        for side in dict.fromkeys(clash.sides):
            sides = {"fromSide": "left", "toSide": "left", "color": _CLASH}
            yield {**_edge(f"disagreement {number}", f"sentence {known[side]}"), **sides}


def _edge(start: str, end: str) -> Node:
    return {
        "id": _id(f"{start} → {end}"),
        "fromNode": _id(start),
        "fromSide": "right",
        "toNode": _id(end),
        "toSide": "left",
    }


def _id(name: str) -> str:
    """The same in every canvas: what was asked again keeps its nodes."""
    return str(digest(name))[:16]


FORM = Form("canvas", (".canvas",), _make)

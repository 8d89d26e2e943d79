"""A PowerPoint presentation to its blocks. Run as a process: the file comes in, JSON goes out."""

import io
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import ParseError

from lxml.etree import LxmlError
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.shapes.picture import Picture
from pptx.slide import Slide
from pptx.text.text import TextFrame

from kb.markup import escape, fold
from kb.readers.blocks import Draft
from kb.readers.decode import tidy
from kb.readers.elements import table
from kb.readers.formats.slides.graphics import chart_drafts, diagram_words
from kb.readers.formats.slides.slide_pictures import Pictures
from kb.readers.unpacking.apart import serve
from kb.readers.unpacking.document import Document, opened
from kb.readers.unpacking.office_about import about, check
from kb.readers.unpacking.packed import Packed

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# On every slide the same.
_AROUND = (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER)
_BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
_MOST_DEEP = 50
_BROKEN = (LxmlError, ParseError, PythonPptxError, AttributeError, TypeError, IndexError)
"""What python-pptx raises where a part is missing or is not what it should be."""


def document(data: bytes) -> Document:
    """What the slides show, in the order in which a screen reader says it."""
    return opened(data, lambda packed: _read(data, packed), _BROKEN)


def _read(data: bytes, packed: Packed) -> Document:
    check(packed)
    found = about(packed)
    slides = _Slides(found)
    hidden = []
    for number, slide in enumerate(Presentation(io.BytesIO(data)).slides, 1):
        found.drafts += [replace(draft, page=number) for draft in slides.drafts(number, slide)]
        # Hidden from the audience, not from who reads the file: read all the same, and told of.
        if slide._element.get("show") in ("0", "false"):
            hidden.append(str(number))
    if hidden:
        found.warnings.append(f"hidden in the show: slide {', '.join(hidden)}")
    found.warnings += slides.pictures.warnings()
    found.keep(slides.pictures.album)
    found.title = found.title or slides.title
    # The page opens with the title: a first slide that is called the same need not say it again.
    if len(found.drafts) > 1 and found.drafts[0].text == found.title:
        del found.drafts[0]
    return found


class _Slides:
    """Slides to drafts; pictures and warnings are gathered on the way."""

    def __init__(self, found: Document) -> None:
        self.pictures = Pictures()
        self.title = ""
        """That of the first slide."""
        self._warnings = found.warnings

    def drafts(self, number: int, slide: Slide) -> Iterator[Draft]:
        heading = slide.shapes.title
        title = self._words(heading.text_frame.text) if heading is not None else ""
        self.title = self.title or (title if number == 1 else "")
        name = title or f"Slide {number}"
        yield Draft(name, (1, 1), "heading", escape(name), level=2)
        for shape in slide.shapes:
            if heading is None or shape.shape_id != heading.shape_id:
                yield from self._shape(shape, 0)
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        said = [self._words(one.text) for one in notes.paragraphs] if notes is not None else []
        if any(said):
            yield Draft("Speaker notes", (1, 1), "heading", level=3)
            yield from (Draft(text, (1, 1), "quote", f"> {escape(text)}") for text in said if text)

    def _words(self, text: str) -> str:
        return fold(tidy(text, self._warnings))

    def _shape(self, shape: BaseShape, depth: int) -> Iterator[Draft]:
        if shape.is_placeholder and shape.placeholder_format.type in _AROUND:
            return
        if isinstance(shape, GroupShape):
            for inner in shape.shapes if depth < _MOST_DEEP else ():
                yield from self._shape(inner, depth + 1)
        elif isinstance(shape, Picture):
            yield from self.pictures.drafts(shape)
        elif isinstance(shape, GraphicFrame):
            yield from self._frame(shape)
        elif shape.has_text_frame:
            frame: TextFrame = shape.text_frame  # type: ignore[attr-defined]
            listed = shape.is_placeholder and shape.placeholder_format.type in _BODIES
            yield from self._paragraphs(frame, listed=listed)

    def _paragraphs(self, frame: TextFrame, *, listed: bool) -> Iterator[Draft]:
        """Those of a slide's body are items where there are several, as its layout gives them bullets."""
        said = [(one, text) for one in frame.paragraphs if (text := self._words(one.text))]
        for paragraph, text in said:
            marks = {str(mark.tag).removeprefix(_A) for mark in paragraph._p.iterfind(f"{_A}pPr/*")}
            bullet = bool(marks & {"buChar", "buAutoNum"}) or (listed and len(said) > 1 and "buNone" not in marks)
            yield Draft(text, (1, 1), "item", f"- {escape(text)}") if bullet else Draft(text, (1, 1))

    def _frame(self, frame: GraphicFrame) -> Iterator[Draft]:
        if frame.has_table:
            rows = [[self._words(cell.text) for cell in row.cells] for row in frame.table.rows]
            if any(any(row) for row in rows):
                yield table([row for row in rows if any(row)])
        elif frame.has_chart:
            yield from chart_drafts(frame.chart)
        else:
            yield from (Draft(self._words(text), (1, 1)) for text in diagram_words(frame))


def answer(data: bytes) -> bytes:
    return document(data).dump().encode()


if __name__ == "__main__":
    serve(answer)

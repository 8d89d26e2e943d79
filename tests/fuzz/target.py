"""One input to what is wrong with how it is read: an exception, words that do harm, a refusal without a hint."""

import traceback
from collections.abc import Callable

from fuzz.mutating import Input
from kb import readers
from kb.readers.folders import FOLDERS
from kb.readers.formats import FORMATS, docx_text, epub_text, slides_text, workbook_text
from kb.readers.formats.document import Document
from kb.readers.reader import Overrides
from readers.readable import harms, harms_of_text

_PARSERS: dict[str, Callable[[bytes], Document]] = {
    "docx": docx_text.document,
    "epub": epub_text.document,
    "slides": slides_text.document,
    "workbook": workbook_text.document,
}
"""What a process of its own would run, by the format that asks for it: called here, where an exception is seen."""


def fault(one: Input, *, alone: bool = True) -> str:
    """In a few words, or nothing. Without `alone`, what only a process of its own can bear is left out."""
    try:
        return "; ".join(_faults(one, alone=alone))
    except Exception as error:  # noqa: BLE001
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {last.filename.rpartition('/')[2]}:{last.lineno} {last.name}: {error}"[:300]


def _faults(one: Input, *, alone: bool) -> list[str]:
    taken = next((each for each in FORMATS if each.recognise(one.name, one.data)), None)
    name = str(taken.__name__).rpartition(".")[2] if taken else ""
    if name in _PARSERS:
        return _of_document(_PARSERS[name](one.data))
    if not alone and (name == "pdf" or one.data.startswith(b"PAR1")):
        return []
    found = readers.read(one.name, one.data, Overrides(), one.near.get)
    return harms(found) + _of_folder(one)


def _of_document(document: Document) -> list[str]:
    if document.fault:
        return []
    document.dump()
    words = [one for draft in document.drafts for one in (draft.text, draft.markdown or "", draft.speaker)]
    about = [document.title, *document.author, document.url, document.published, *document.warnings]
    return [fault for text in (*words, *about) for fault in harms_of_text("a document", text)]


def _of_folder(one: Input) -> list[str]:
    names = {first + slash for first, slash, _ in (path.partition("/") for path in one.near)}
    folder = next((each for each in FOLDERS if each.recognise(names)), None)
    if folder is None:
        return []
    sizes = {path: len(data) for path, data in one.near.items() if path[-1] != "/" and path[0] != "."}
    return harms(readers.read_folder(folder, "folder", sizes, Overrides(), one.near.get))

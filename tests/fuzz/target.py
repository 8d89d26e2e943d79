"""One input to what is wrong with how it is read: an exception, words that do harm, a refusal without a hint."""

import traceback

from fuzz.mutating import Input
from kb import readers
from kb.readers.folders import FOLDERS
from kb.readers.formats import FORMATS, pdf
from kb.readers.reader import Overrides
from readers.in_process import read
from readers.readable import harms


def fault(one: Input, *, alone: bool = True) -> str:
    """In a few words, or nothing. Without `alone`, what only a process of its own can bear is left out."""
    try:
        return "; ".join(_faults(one, alone=alone))
    except Exception as error:  # noqa: BLE001
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {last.filename.rpartition('/')[2]}:{last.lineno} {last.name}: {error}"[:300]


def _faults(one: Input, *, alone: bool) -> list[str]:
    taken = next((each for each in FORMATS if each.recognise(one.name, one.data)), None)
    if not alone and (taken is pdf or one.data.startswith(b"PAR1")):
        return []
    return harms(read(one.name, one.data, one.near.get)) + _of_folder(one)


def _of_folder(one: Input) -> list[str]:
    names = {first + slash for first, slash, _ in (path.partition("/") for path in one.near)}
    folder = next((each for each in FOLDERS if each.recognise(names)), None)
    if folder is None:
        return []
    sizes = {path: len(data) for path, data in one.near.items() if path[-1] != "/" and path[0] != "."}
    return harms(readers.read_folder(folder, "folder", sizes, Overrides(), one.near.get))

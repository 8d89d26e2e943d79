"""One small file or folder for each kind that kb reads and each shape it comes in, all of them written for these tests.

Text lies in `files/`; `built.py` makes what is no text. What each is read as stands in `golden/`, written by
`python tools/golden.py`, to be reviewed as a diff.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kb import readers
from kb.readers.decode import decode
from kb.readers.exports import mended
from kb.readers.folders import FOLDERS
from kb.readers.formats import FORMATS
from kb.readers.memo import Found
from kb.readers.reader import File, Overrides

HERE = Path(__file__).parent
FILES = HERE / "files"
GOLDEN = HERE / "golden"


@dataclass(frozen=True)
class Specimen:
    """A raw file, or a folder of raw/ that is one thing."""

    name: str
    data: bytes = b""
    near: Mapping[str, bytes] = field(default_factory=dict)
    """What lies beside the file, or below the folder; names that end with a slash are empty folders."""
    folder: bool = False

    @property
    def golden(self) -> Path:
        return GOLDEN / f"{self.name}.yaml"

    @property
    def reader(self) -> str:
        """The name of the module that takes it, from `kb.readers`."""
        return str(self._taken_by().__name__).removeprefix("kb.readers.")

    def _taken_by(self) -> object:
        if self.folder:
            names = {first + slash for first, slash, _ in (path.partition("/") for path in self.near)}
            return next(one for one in FOLDERS if one.recognise(names))
        taken = next((one for one in FORMATS if one.recognise(self.name, self.data)), None)
        file = decode(self.name, self.data) if taken is None else None
        readable = mended(file) if isinstance(file, File) else None
        return taken or next(one for one in readers.READERS if readable and one.recognise(readable))

    def read(self) -> Found:
        """As a compile reads it."""
        if not self.folder:
            return readers.read(self.name, self.data, Overrides(), self.near.get)
        folder = self._taken_by()
        sizes = {path: len(data) for path, data in self.near.items() if path[-1] != "/" and path[0] != "."}
        return readers.read_folder(folder, self.name, sizes, Overrides(), self.near.get)

    def put(self, raw: Path) -> None:
        """Into a folder of its own below raw/."""
        top = raw / Path(self.name).stem if self.folder else raw / f"of {self.name}"
        files = {**self.near} if self.folder else {self.name: self.data, **self.near}
        for path, data in files.items():
            (top / path).parent.mkdir(parents=True, exist_ok=True)
            if path.endswith("/"):
                (top / path).mkdir(exist_ok=True)
            else:
                (top / path).write_bytes(data)


@cache
def specimens() -> tuple[Specimen, ...]:
    """All of them, by name."""
    from specimens.built import FILES as BUILT
    from specimens.built import FOLDERS as BUILT_FOLDERS
    from specimens.built import NEAR

    written = {path.name: path.read_bytes() for path in FILES.iterdir()}
    files = [Specimen(name, data, NEAR.get(name, {})) for name, data in {**written, **BUILT}.items()]
    folders = [Specimen(name, near=near, folder=True) for name, near in BUILT_FOLDERS.items()]
    return tuple(sorted([*files, *folders], key=lambda one: one.name))


@cache
def found(name: str) -> Found:
    """What a specimen is read as; read once for all tests of a run."""
    return next(one for one in specimens() if one.name == name).read()

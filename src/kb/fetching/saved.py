"""What was fetched → a file of raw/web/, beside it its sidecar and the pictures that the page shows."""

import hashlib
import json
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import yaml

from kb.errors import SettingsError
from kb.fetching.guard import Refused
from kb.fetching.web import Fetched, Web
from kb.readers.formats.page.saved import ADDRESSES, unpacked
from kb.readers.pictures import extension, is_tiny
from kb.readers.reader import Overrides
from kb.readers.sidecar import SUFFIX, parse_sidecar
from kb.slug import slug
from kb.workspace import Workspace, files

_PICTURES = 60
_MOST_OF_A_PICTURE = 8_000_000
_MOST_OF_ALL = 60_000_000
_TYPES = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "text/plain": "txt",
    "text/markdown": "md", "application/json": "json", "application/epub+zip": "epub", "text/vtt": "vtt",
    "text/csv": "csv", "application/x-ndjson": "jsonl", "message/rfc822": "eml",
}  # fmt: skip
_KNOWN = re.compile(r"[a-z0-9]{1,5}\Z")


@dataclass
class Saving:
    """One address on its way into raw/."""

    workspace: Workspace
    web: Web
    day: str
    """Today, ISO 8601."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """What the sidecar says besides, by its keys."""
    warnings: list[str] = field(default_factory=list)

    def save(self, url: str) -> tuple[Path, bool]:
        """The file that holds the page, and whether it was fetched now. Raises Refused and DiskError."""
        known = self._known(url)
        if known is not None:
            return known, False
        found = self.web.get(url, int(self.workspace.settings.ingest.max_megabytes * 1e6))
        known = self._known(found.url)
        if known is not None:
            return known, False
        if not found.data.strip():
            raise Refused("is empty")
        target = self._free(found)
        self._write(target, found.data)
        self._write(target.with_name(target.name + SUFFIX), self._sidecar(url, found))
        if target.suffix == ".html":
            self._pictures(target, found)
        return target, True

    def _known(self, url: str) -> Path | None:
        """The file that was fetched from this address before: raw/ is never written over."""
        return next((file for file, addresses in fetched(self.workspace) if url in addresses), None)

    def _sidecar(self, url: str, found: Fetched) -> bytes:
        said = {"fetched": url, "captured": self.day}
        # The page itself may name a better address; this one stands where it names none.
        if found.url != url:
            said["found_at"] = found.url
        text = yaml.safe_dump(said | dict(self.notes), sort_keys=False, allow_unicode=True, width=1000)
        parse_sidecar(text, "sidecar")
        return text.encode()

    def _free(self, found: Fetched) -> Path:
        """A name made of the site and the address, that no file has."""
        parts = urlsplit(found.url)
        last = unquote(posixpath.basename(parts.path.rstrip("/")))
        stem, _, ending = last.rpartition(".")
        kind = extension(found.data) or _TYPES.get(found.media_type) or (ending if _KNOWN.match(ending) else "html")
        if found.data.startswith(b"%PDF-"):
            kind = "pdf"
        folder = self.workspace.raw / "web" / slug(parts.hostname or "")
        base = slug(f"{stem if stem and _KNOWN.match(ending) else last} {parts.query}".strip() or "index")
        number = 1
        while True:
            target = folder / f"{base if number == 1 else f'{base}-{number}'}.{kind}"
            if not target.exists() and not target.is_symlink():
                return target
            number += 1

    def _pictures(self, page: Path, found: Fetched) -> None:
        """The pictures that the page shows, as a browser would save them; what can't be had is told of."""
        folder = page.with_name(f"{page.stem}_files")
        names: dict[str, str] = {}
        room, missing = _MOST_OF_ALL, 0
        for address in _addresses(found)[:_PICTURES]:
            try:
                data = self.web.get(address, min(_MOST_OF_A_PICTURE, room)).data
            except Refused:
                missing += 1
                continue
            kind = extension(data)
            if kind and not is_tiny(data):
                name = f"{hashlib.sha256(data).hexdigest()[:12]}.{kind}"
                self._write(folder / name, data)
                names[address] = name
                room -= len(data)
        if missing:
            self.warnings.append(f"{missing} of its pictures could not be fetched")
        if names:
            self._write(folder / ADDRESSES, json.dumps(names, ensure_ascii=False, indent=1).encode())

    def _write(self, target: Path, data: bytes) -> None:
        files.write(target, data, self.workspace.scratch)


def fetched(workspace: Workspace) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The files of raw/web/ that were fetched, each with its address and the one that this led to."""
    for entry in files.walk(workspace.raw / "web"):
        file = Path(entry.path.removesuffix(SUFFIX))
        if entry.name.endswith(SUFFIX) and file.is_file():
            told = _said(Path(entry.path))
            yield file, tuple(filter(None, (told.fetched, told.found_at)))


def _said(sidecar: Path) -> Overrides:
    try:
        return parse_sidecar((files.read(sidecar) or b"").decode("utf-8", "replace"), sidecar.name)
    except SettingsError:
        return Overrides()


def _addresses(page: Fetched) -> Sequence[str]:
    """The addresses of the page's pictures, each once, in order."""
    return list(dict.fromkeys(_all_addresses(page)))


def _all_addresses(page: Fetched) -> Iterator[str]:
    from kb.readers.formats.page.sources import addresses
    from kb.readers.formats.page.tree import grown
    from kb.readers.reader import Unreadable

    saved = unpacked(page.data)
    tree = None if isinstance(saved, Unreadable) else grown(saved.html)
    if tree is None or isinstance(tree, Unreadable):
        return
    for picture in tree.root.iter("img"):
        found = [urljoin(page.url, one) for one in addresses(picture)]
        yield from [one for one in found if one.startswith(("http://", "https://"))][:1]

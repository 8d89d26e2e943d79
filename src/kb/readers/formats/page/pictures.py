"""The images of a page to the pictures that were saved with it, and these with their captions to blocks."""

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote, urljoin

from lxml.etree import _Element as Element

from kb.knowledge import Picture
from kb.readers.blocks import Draft
from kb.readers.formats.page.elements import words
from kb.readers.formats.page.pieces import Piece
from kb.readers.formats.page.saved import ADDRESSES, Saved
from kb.readers.formats.page.sources import addresses
from kb.readers.pictures import Album, captioned, is_tiny, picture, shown, size
from kb.readers.reader import Beside, Overrides
from kb.readers.sidecar import sidecar_of

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
_IMAGE_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)(?:$|[?#])", re.I)
_LEAST = 80
"""Pixels: what is smaller both ways is somebody's face, or the sign of a site."""
_FEWEST_WORDS = 3
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_FEWEST_OF_CJK = 5
_FRAME = re.compile(r"(?:^|\s)(?:wp-caption|thumbinner|image-caption-container|captioned-image-container)(?:$|\s)")
_CAPTION = re.compile(r"(?:^|\s)(?:wp-caption-text|thumbcaption|image-caption)(?:$|\s)")


def finder(saved: Saved, name: str, beside: Beside) -> Callable[[str], bytes | None]:
    """What finds the bytes that a reference of the page leads to: inside it, or in the folder of its file `name`."""
    folder = f"{name.rpartition('.')[0]}_files/"
    known = _names(beside(folder + ADDRESSES))
    told = sidecar_of(name, beside) if known else Overrides()
    base = told.found_at or told.fetched or saved.url

    def find(reference: str) -> bytes | None:
        whole = _joined(base, reference)
        inside = saved.embedded.get(reference) or saved.embedded.get(whole)
        if inside is not None or whole in known:
            return inside or beside(folder + known[whole])
        near = not _SCHEME.match(reference) and not reference.startswith("/")
        path = posixpath.normpath(unquote(reference.partition("#")[0].partition("?")[0]))
        return beside(path) if near and "\x00" not in path else None

    return find


def _joined(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def _names(data: bytes | None) -> dict[str, str]:
    """The files of pictures by their addresses, as `kb ingest` fetched them."""
    try:
        said = json.loads(data) if data else {}
    except (ValueError, RecursionError):
        return {}
    pairs = said.items() if isinstance(said, dict) else ()
    return {address: name for address, name in pairs if isinstance(name, str) and posixpath.basename(name) == name}


def with_pictures(pieces: Iterable[Piece], find: Callable[[str], bytes | None]) -> list[Piece]:
    """The pieces of a page; an image that was saved with it holds its picture and its caption, any other is what its
    author says of it, and nothing where he says nothing."""
    found = list(_with_pictures(pieces, find))
    captions = _captions(found)
    used = {id(caption) for ones in captions.values() for caption in ones}
    return [_captioned(piece, captions.get(id(piece), [])) for piece in found if id(piece) not in used]


def in_blocks(pieces: Iterable[Piece], album: Album) -> list[Draft]:
    """The blocks of the text, whose pictures are put into the album, each once; those that it has no room for stay
    words."""
    drafts, seen = [], set()
    for piece in pieces:
        if piece.picture is not None and piece.picture.name in seen:
            continue
        seen.add(piece.picture.name if piece.picture else "")
        bare = piece.picture is not None and not album.keep(piece.picture)
        drafts.append(replace(piece.draft, kind="paragraph", markdown="") if bare else piece.draft)
    return drafts


def _with_pictures(pieces: Iterable[Piece], find: Callable[[str], bytes | None]) -> Iterator[Piece]:
    for piece in pieces:
        draft = piece.draft
        if draft.kind != "image":
            yield piece
            continue
        one = None if _is_decoration(piece.within) else _first(piece.within, find)
        if one is None and _describes(draft.text):
            yield replace(piece, draft=replace(draft, kind="paragraph"))
        elif one is not None:
            linked = max(len(draft.text), 1) if _leads_elsewhere(piece.within) else 0
            yield replace(piece, draft=replace(draft, markdown=shown(draft.text, one)), picture=one, linked=linked)


def _describes(alt: str) -> bool:
    """Whether words in the place of a picture that is not there tell what it shows, and do not only name it."""
    return len(alt.split()) >= _FEWEST_WORDS or len(_CJK.findall(alt)) >= _FEWEST_OF_CJK


def _first(image: Element, find: Callable[[str], bytes | None]) -> Picture | None:
    for address in addresses(image):
        data = find(address)
        one = picture(data) if data and not is_tiny(data) else None
        if data and one is not None and max(size(data) or (_LEAST + 1,)) > _LEAST:
            return one
    return None


def _is_decoration(image: Element) -> bool:
    """Whether it is shown small, is the way to the site's first page, or a part of a link with words."""
    given = [(image.get(name) or "").removesuffix("px") for name in ("width", "height")]
    sides = [int(one) for one in given if one.isdecimal() and len(one) < 9]
    link = next(image.iterancestors("a"), None)
    said = words(link).strip() if link is not None and _leads_elsewhere(image) else ""
    home = link is not None and link.get("href") == "/"
    return bool(said) or home or (len(sides) == 2 and max(sides) <= _LEAST)


def _leads_elsewhere(image: Element) -> bool:
    """Whether it is a link to another page, and not to itself at its full size."""
    link = next(image.iterancestors("a"), None)
    return link is not None and bool(link.get("href")) and not _IMAGE_FILE.search(link.get("href") or "")


def _captioned(piece: Piece, captions: Sequence[Piece]) -> Piece:
    """The picture with what stands below it also below it here."""
    if piece.picture is None or not captions:
        return piece
    text = " ".join(one.draft.text for one in captions)
    draft = captioned(piece.picture, text, "\n".join(one.draft.markdown for one in captions))
    places = [one.draft.lines for one in (piece, *captions)]
    lines = min(first for first, _ in places), max(last for _, last in places)
    return replace(piece, draft=replace(draft, lines=lines), linked=piece.linked + sum(one.linked for one in captions))


def _captions(pieces: Sequence[Piece]) -> dict[int, list[Piece]]:
    """The pieces that are the caption of another one, which is the only picture in their frame, by its identity."""
    framed: dict[Element, list[Piece]] = {}
    for piece in pieces:
        if piece.picture is not None and (frame := _frame(piece.within)) is not None:
            framed.setdefault(frame, []).append(piece)
    captions: dict[int, list[Piece]] = {}
    for piece in pieces if framed else ():
        frame = _frame(piece.within) if piece.draft.kind == "paragraph" and is_caption(piece.within) else None
        if frame is not None and len({one.picture for one in framed.get(frame, ())}) == 1:
            captions.setdefault(id(framed[frame][0]), []).append(piece)
    return captions


def _frame(element: Element) -> Element | None:
    """What holds a picture and its caption."""
    return next((one for one in element.iterancestors() if one.tag == "figure" or _FRAME.search(_class(one))), None)


def is_caption(element: Element) -> bool:
    """Whether these words stand below a picture, or would if it had been saved."""
    return any(one.tag == "figcaption" or _CAPTION.search(_class(one)) for one in (element, *element.iterancestors()))


def _class(element: Element) -> str:
    return element.get("class") or ""

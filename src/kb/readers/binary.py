"""The first bytes of a file to the name of its format, for formats that are not text, or are text only to a machine."""

import re

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a Windows program"),
    (b"\xca\xfe\xba\xbe", "a Java class"),
    (b"PAR1", "a Parquet table"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
)
_IN_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"mimetypeapplication/epub+zip", "an EPUB book"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
    (b"word/", "a Word document (docx)"),
    (b"ppt/", "a PowerPoint presentation (pptx)"),
    (b"xl/", "an Excel workbook (xlsx)"),
)
_HINTS = {
    "an SQLite database": "Export the tables that matter, such as with `sqlite3 -header -csv FILE 'select * from t'`,"
    " and put those files into raw/.",
    "an old Office document": "Open it in Office or LibreOffice and save it as docx, xlsx or pptx"
    " (`soffice --headless --convert-to docx FILE`); put that file into raw/.",
    "an OpenDocument file": "Open it in LibreOffice and save it as docx, xlsx or pptx; put that file into raw/.",
}
_UNPACK = "Unpack it, and put what matters of it into raw/."


_BOXED = {b"WEBP": "a WebP image", b"WAVE": "a WAV recording", b"AVI ": "an AVI video"}
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html)\b", re.I | re.S),
        "an HTML page",
    ),
    (
        re.compile(r"\A(?:From: <Saved by|MIME-Version:)[^\0]{0,2000}?multipart/related", re.I),
        "a saved web page (MHTML)",
    ),
    (re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?<svg\b", re.I), "an SVG image"),
    (re.compile(r"\A\s*<\?xml\b", re.I), "an XML document"),
    (
        re.compile(r"\A(?=From )?(?:[\w-]+:? [^\n]*\n|[ \t][^\n]*\n){0,60}?(?:MIME-Version|Message-ID):[^\n]*\n", re.I),
        "an e-mail",
    ),
    (re.compile(r"\A\s*window\.YTD\."), "an X archive"),
    (re.compile(r'\A\s*(?:\{\s*"(?:[^"\\]|\\.){0,200}"\s*:|\[\s*[\[{"\d-][^\]]{0,200}["\]},])'), "JSON data"),
)


def binary_kind(data: bytes) -> str | None:
    """What the bytes are, with its article, when they are a known format that holds no plain text."""
    head = data[:1024]
    if head.startswith(b"PK\x03\x04"):
        return next(
            (name for mark, name in _IN_ZIP if mark in data[:200_000] or mark in data[-50_000:]), "a ZIP archive"
        )
    if head.startswith(b"RIFF"):
        return _BOXED.get(head[8:12], "a RIFF recording")
    if head[4:8] == b"ftyp":
        return "an image (HEIC)" if head[8:11] in (b"hei", b"mif", b"avi") else "an MP4 recording"
    return next((name for mark, name in _MAGIC if head.startswith(mark)), "a PDF" if b"%PDF-" in head else None)


def hint_for(kind: str) -> str:
    """What to do with a file of that kind; nothing where there is no better advice than to convert it."""
    return _UNPACK if kind.endswith(" archive") and kind != "an X archive" else _HINTS.get(kind, "")


def markup_kind(text: str) -> str | None:
    """What the text is, with its article, when it is written for machines."""
    head = text[:4096]
    if '"' in head[:400] and head.lstrip()[:1] in ("{", "["):
        return "JSON data" if _MARKUP[-1][0].match(head) else None
    return next((name for pattern, name in _MARKUP[:-1] if pattern.match(head)), None)

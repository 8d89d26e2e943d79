"""What a PDF says of itself, and its first page, to title, authors, date and address."""

import re
from collections.abc import Mapping
from datetime import date

_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint)\b.*|untitled.*|.*\.(?:tex|dvi|docx?|pptx?|pdf|indd|qxd|rtf|txt)"
    r"|paper|title|document\d*|\(?(?:anonymous|unspecified)\)?|slide \d+"
    r"|[\W\d_]*|print(?:ed)?|layout \d+|full page photo",
    re.I,
)
_NO_AUTHOR = re.compile(
    r"\(?(?:anonymous|unspecified|unknown)\)?|user|admin(?:istrator)?|owner|author|root|.*[\\/@_].*"
    r"|.*\d.*|[\W\d]*|.*\b(?:acrobat|microsoft|word|latex|hewlett|lenovo|dell)\b.*",
    re.I,
)
_MADE = re.compile(r"(?:D:)?((?:19|20)\d\d)(\d\d)(\d\d)")
_ARXIV = re.compile(r"arXiv:((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}))(v\d+)?", re.I)
_STAMP = re.compile(r"arXiv:\S+\s+\[[\w.-]+\]\s+(\d{1,2})\s+([A-Z][a-z]{2})\w*\s+((?:19|20)\d\d)")
_DOI = re.compile(r"(?<![\w.])10\.\d{4,9}/[^\s\"<>]+")
_REFERENCES = re.compile(r"^\s*(?:\d+\.?\s*)?(?:references|bibliography|literatur)\s*$", re.I | re.M)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def title(about: Mapping[str, str]) -> str:
    """The title that was given to the file; nothing where a program or a file's name gave it."""
    given = " ".join(about.get("Title", "").split())
    return "" if _NO_TITLE.fullmatch(given) or len(given) > 300 else given


def authors(about: Mapping[str, str]) -> tuple[str, ...]:
    """Names of people or bodies; no account names and no programs."""
    given = " ".join(about.get("Author", "").split())
    parts = re.split(r"\s*;\s*|\s+and\s+|\s+&\s+", given)
    if len(parts) == 1 and given.count(",") and all(" " in part.strip() for part in given.split(",")):
        parts = given.split(",")
    names = (part.strip(" ,") for part in parts)
    return tuple(dict.fromkeys(name for name in names if len(name) < 80 and not _NO_AUTHOR.fullmatch(name)))


def made(about: Mapping[str, str]) -> str:
    """ISO date on which the file was made, or nothing."""
    found = _MADE.match(about.get("CreationDate", ""))
    return _iso(int(found[1]), int(found[2]), int(found[3])) if found else ""


def stamped(page: str) -> str:
    """ISO date that arXiv printed along the margin, or nothing."""
    found = _STAMP.search(page)
    return _iso(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])) if found and found[2] in _MONTHS else ""


def address(page: str) -> str:
    """Where the document is published, by the arXiv number or the DOI on its first page; nothing where it has none."""
    own = _REFERENCES.split(page, maxsplit=1)[0]
    arxiv = _ARXIV.search(own)
    if arxiv:
        return f"https://arxiv.org/abs/{arxiv[1]}{arxiv[2] or ''}"
    doi = _DOI.search(own)
    return f"https://doi.org/{doi.group().rstrip('.,;:)]}')}" if doi else ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""

"""The gold pages: saved web pages written for these tests, each with what a reader of it wants kept and dropped."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent / "gold_html"


@dataclass(frozen=True)
class Gold:
    """What is wanted of one page. Texts are whole but `keep` and `drop`, which are snippets."""

    path: Path
    refused: str = ""
    """Words of the reason for which it can't be read."""
    about: dict[str, object] = field(default_factory=dict)
    """Title, author, day, address and language, by the names of `Reading`."""
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    footnotes: tuple[str, ...] = ()
    math: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    """What the author wrote in the place of each picture."""
    markdown: tuple[str, ...] = ()
    """Lines of the page as markdown."""
    voices: dict[str, str] = field(default_factory=dict)
    """Who wrote the words of a snippet, where several people speak."""
    warns: tuple[str, ...] = ()


_ABOUT = ("title", "author", "published", "url", "language", "captured")


def gold_pages() -> list[Gold]:
    """All pages, by name."""
    return [_gold(path) for path in sorted(_FOLDER.iterdir()) if path.suffix != ".yaml"]


def _gold(path: Path) -> Gold:
    said = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    about = {name: said.get(name, "") for name in _ABOUT}
    about["author"] = tuple(said.get("author", ()))
    tables = tuple(tuple(tuple(row) for row in table) for table in said.get("tables", ()))
    lists = ("headings", "code", "quotes", "footnotes", "math", "images", "markdown", "warns")
    return Gold(
        path,
        said.get("refused", ""),
        about,
        tuple(said.get("with", ())),
        tuple(said.get("without", ())),
        tables=tables,
        voices=said.get("voices", {}),
        **{name: tuple(said.get(name, ())) for name in lists},
    )

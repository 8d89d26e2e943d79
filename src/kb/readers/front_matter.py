"""The YAML at the head of a note to what it says of title, author, date, address and language, whatever its state."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from kb.readers.clock import iso_date
from kb.readers.paragraphs import fold
from kb.readers.reader import Line

if TYPE_CHECKING:
    from yaml import BaseLoader as _Loader
else:
    from yaml import CBaseLoader as _Loader

_MOST_LINES = 400
# The C parser overflows its stack on tens of thousands of nested lists.
_MOST_NESTING = 1000
_KEY = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}):(?:[ \t]+(?P<value>.*?))?[ \t]*$")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_WIKILINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[([^\[\]]*)\]\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Front:
    """What the head of a note says; values as they were written."""

    values: Mapping[str, object] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def words(self, *keys: str) -> str:
        """The first of the keys that has a text, on one line."""
        return next((found for key in keys for found in self.list(key)), "")

    def list(self, key: str) -> tuple[str, ...]:
        """The texts of a key: one, or those of its list; wikilinks give their shown words."""
        value = self.values.get(key)
        items: Sequence[object] = value if isinstance(value, list) else [value]
        texts = (fold(_WIKILINK.sub(r"\1\2", item)) for item in items if isinstance(item, str))
        return tuple(text for text in texts if text)

    @property
    def title(self) -> str:
        return self.words("title", "name")

    @property
    def authors(self) -> tuple[str, ...]:
        return self.list("author") or self.list("authors") or self.list("by") or self.list("creator")

    @property
    def published(self) -> str:
        return iso_date(self.words("published", "date", "publishdate", "pubdate", "created"))

    @property
    def url(self) -> str:
        found = (self.words(key) for key in ("url", "source", "link", "canonical", "permalink"))
        return next((url for url in found if re.match(r"https?://\S+$", url)), "")

    @property
    def language(self) -> str:
        return self.words("language", "lang").lower()[:2]


def front_matter(lines: Sequence[Line]) -> tuple[Front, list[Line]]:
    """What the head says, and the lines below it. A head that is no YAML is read line by line."""
    start = next((at for at, line in enumerate(lines) if line.text.strip()), 0)
    if not lines or lines[start].text.rstrip() != "---":
        return Front(), list(lines)
    ends = range(start + 1, min(len(lines), start + _MOST_LINES))
    end = next((at for at in ends if _CLOSING.match(lines[at].text)), None)
    if end is None:
        opened = start + 1 < len(lines) and _KEY.match(lines[start + 1].text)
        return Front(warnings=("front matter is never closed: read as text",) if opened else ()), list(lines)
    head = [line.text for line in lines[start + 1 : end]]
    front = _parsed(head)
    return (front, list(lines[end + 1 :])) if front else (Front(), list(lines))


def _parsed(head: list[str]) -> Front | None:
    """None when this is text between two rules."""
    if sum(line.count("[") + line.count("{") + line.count("- ") for line in head) > _MOST_NESTING:
        return Front(_line_by_line(head), ("front matter is nested too deeply: read line by line",))
    try:
        values = yaml.load("\n".join(head), Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        found = _line_by_line(head)
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        where = f" (line {mark.line + 2})" if mark else ""
        return Front(found, (f"broken front matter{where}: read line by line",)) if found else None
    if values is None or values == "":
        return Front()
    if not isinstance(values, dict):
        return None
    return Front({str(key).casefold(): value for key, value in values.items() if isinstance(key, str)})


def _line_by_line(head: list[str]) -> dict[str, str]:
    # Indentation is what is most often broken.
    found = (_KEY.match(line.strip()) for line in head)
    return {key["key"].casefold(): (key["value"] or "").strip("\"'") for key in found if key}

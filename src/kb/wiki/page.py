"""What a scan finds in a markdown page, each thing with its 1-based line and column.

The parts are named tuples: a wiki has hundreds of thousands of links, and these are made in a third of the time.
"""

import re
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from kb.slug import RESERVED_PAGES
from kb.wiki.frontmatter import FrontMatterError, Value

LinkKind = Literal["markdown", "reference", "autolink", "wikilink"]

FOREIGN = "_"
"""What the labels of a source's own footnotes begin with on its page; no id of a source does."""
_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+:|//)")


class Heading(NamedTuple):
    level: int
    text: str
    line: int


class Link(NamedTuple):
    """A link or an embed, with its target as a path: percent-decoded, without anchor and angle brackets."""

    kind: LinkKind
    target: str
    """Empty when it points into its own page."""
    anchor: str
    """What follows the `#`: a heading's text or slug, or `^` and a block id."""
    text: str
    """As shown."""
    line: int
    column: int
    embed: bool = False
    cites: bool = False
    """True inside a footnote's definition."""

    @property
    def external(self) -> bool:
        return (":" in self.target or self.target.startswith("//")) and _SCHEME.match(self.target) is not None


class Reference(NamedTuple):
    """A footnote's mark in the text."""

    label: str
    line: int
    column: int


class Cited(NamedTuple):
    """One `"quote" — [where](page#^block)` of a footnote."""

    quote: str
    where: str
    page: str
    """Empty when the block stands in the same page."""
    block: str


class Footnote(NamedTuple):
    """A footnote's definition."""

    label: str
    text: str
    line: int
    citations: tuple[Cited, ...]


class Block(NamedTuple):
    """A paragraph, item, table or listing that has an id."""

    id: str
    markdown: str
    """Without the id."""
    line: int
    """Of its first line."""


class Sentence(NamedTuple):
    """A sentence that has to be carried by footnotes."""

    text: str
    """As written, without footnote marks and without a speaker's name before it."""
    labels: tuple[str, ...]
    """Of the footnotes that stand at it."""
    later: tuple[str, ...]
    """Of the footnotes further on in the same item or paragraph: a quote there may hold several sentences."""
    line: int
    column: int


class Comment(NamedTuple):
    """What stands between `<!--` and `-->`, or between two `%%`."""

    text: str
    line: int
    """Of its last line."""


class Page(ABC):
    """A markdown page, taken apart as far as somebody asks."""

    def __init__(self, path: str) -> None:
        self.path = path
        """From the workspace's top, with forward slashes."""
        # The whole wiki is asked time and again.
        self.reserved = path.rpartition("/")[2] in RESERVED_PAGES
        """Whether it is the contents or the log."""

    @property
    @abstractmethod
    def text(self) -> str:
        """With line ends as \\n and without a byte order mark."""

    @property
    @abstractmethod
    def values(self) -> Mapping[str, Value]:
        """The front matter; empty when there is none or it can't be read."""

    @property
    @abstractmethod
    def error(self) -> FrontMatterError | None:
        """Why the front matter can't be read; its line is the page's."""

    @property
    @abstractmethod
    def first_line(self) -> int:
        """Of the body; 1 when there is no front matter."""

    @property
    @abstractmethod
    def headings(self) -> tuple[Heading, ...]: ...

    @property
    @abstractmethod
    def links(self) -> tuple[Link, ...]: ...

    @property
    @abstractmethod
    def references(self) -> tuple[Reference, ...]: ...

    @property
    @abstractmethod
    def footnotes(self) -> tuple[Footnote, ...]: ...

    @property
    @abstractmethod
    def blocks(self) -> tuple[Block, ...]: ...

    @property
    @abstractmethod
    def sentences(self) -> tuple[Sentence, ...]: ...

    @property
    @abstractmethod
    def comments(self) -> tuple[Comment, ...]: ...

    # Nearly every rule asks.
    @cached_property
    def type(self) -> str:
        return self.string("type")

    @cached_property
    def title(self) -> str:
        return self.string("title")

    @cached_property
    def generated(self) -> bool:
        """Whether kb wrote it."""
        return isinstance(self.values.get("generated"), dict)

    @cached_property
    def written(self) -> bool:
        """Whether kb wrote it and its sentences have to be cited."""
        return self.generated and not self.reserved and self.of_kind_of_kb

    @property
    def of_kind_of_kb(self) -> bool:
        """Whether its type is one of those whose sentences have to be cited, whoever wrote it."""
        return self.type in ("Concept", "Dispute", "Source", "Answer")

    @property
    def leads_to_parts(self) -> bool:
        """Whether one of its links leads to a heading or block."""
        return any(link.anchor for link in self.links)

    def string(self, key: str) -> str:
        """A value of the front matter, or nothing when it isn't a string."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def strings(self, key: str) -> tuple[str, ...]:
        """A list in the front matter; a single string counts as a list of one."""
        value = self.values.get(key)
        items = value if isinstance(value, list) else [value]
        return tuple(item for item in items if isinstance(item, str))

    def line_of(self, key: str) -> int:
        """Where a key of the front matter stands; 1 when it doesn't."""
        match = re.search(rf"^{re.escape(key)}[ \t]*:", self.text, re.M)
        line = self.text.count("\n", 0, match.start()) + 1 if match else 1
        return line if line < self.first_line else 1

    def in_source_text(self, line: int) -> bool:
        """Whether the line is a source's own: below `## Text`, where kb answers for no link and no note."""
        if self.type != "Source" or not self.generated:
            return False
        above = [heading for heading in self.headings if heading.level <= 2 and heading.line < line]
        return bool(above) and above[-1].text == "Text"

    @cached_property
    def routes(self) -> Sequence[tuple[bool, str]]:
        """Where its links lead but those to other sites, each once: whether by name, and the target as written."""
        return tuple({(link.kind == "wikilink", link.target): None for link in self.links if not link.external})

    @cached_property
    def addresses(self) -> str:
        """The targets of all links, a line each: what stands in none of them need not be looked for in each."""
        return "\n".join([link.target for link in self.links])

    @property
    def leads_beyond_ascii(self) -> bool:
        """Whether one of the routes has other characters than those of ASCII."""
        return not all(target.isascii() for _, target in self.routes)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.text.split("\n"))

    @cached_property
    def links_by_line(self) -> Mapping[int, list[Link]]:
        found: dict[int, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.line].append(link)
        return found

    @cached_property
    def block_by_id(self) -> Mapping[str, Block]:
        return {block.id: block for block in self.blocks}

    @cached_property
    def footnote_by_label(self) -> Mapping[str, Footnote]:
        return {footnote.label: footnote for footnote in self.footnotes}

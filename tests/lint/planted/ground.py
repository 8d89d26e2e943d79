"""A healthy wiki on disk → the same wiki with a defect at a known place, as a planter wants it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kb.wiki.draft import Draft, Stamp, stamp
from kb.wiki.frontmatter import Value, page_digest
from kb.wiki.page import Page
from kb.wiki.scan import scan

BY = "kb/0.1.0 claude"
EARLY, LATE = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"
HUB = "wiki/planted.md"
NOTE = "type: Note\ntitle: {title}\ndescription: A remark.\n"


@dataclass(frozen=True, slots=True)
class Planted:
    """Where lint has to find the defect; line 0 means the file as a whole."""

    path: str
    line: int = 0


@dataclass(slots=True)
class Ground:
    """A wiki that planters change. Each page is given away once, so that no two defects meet."""

    root: Path
    _taken: set[str] = field(default_factory=set)
    _notes: list[str] = field(default_factory=list)
    consequences: set[tuple[str, str]] = field(default_factory=set)
    """Codes and paths of what is found beside a defect because of it."""

    def pages(self, type_: str) -> Iterator[Page]:
        """The pages of a type as kb wrote them that nobody has taken, in order of path."""
        for file in sorted((self.root / "wiki").rglob("*.md")):
            path = file.relative_to(self.root).as_posix()
            if path not in self._taken:
                page = scan(path, self.text(path))
                if page.type == type_ and _intact(page.text):
                    yield page

    def take(self, page: Page) -> Page:
        self._taken.add(page.path)
        return page

    def article(self, having: str = "") -> Page:
        """An article in whose text the pattern is found."""
        return self.take(next(page for page in self.pages("Concept") if re.search(having, page.text, re.M)))

    def source(self, having: str = "") -> Page:
        """A page that alone is made from a plain text file of raw/."""
        made = [page.string("resource") for page in self.pages("Source")]
        return self.take(
            next(
                page
                for page in self.pages("Source")
                if made.count(page.string("resource")) == 1
                and page.string("resource").endswith((".txt", ".md"))
                and re.search(having, page.text, re.M)
            )
        )

    def text(self, path: str) -> str:
        return (self.root / path).read_bytes().decode("utf-8", "replace")

    def edit(self, page: Page, pattern: str, new: str, *, stamped: bool = True) -> Planted:
        """Replace the first match by the template `new`; with `stamped`, as if kb had written it so.

        The place is the line of the match's end.
        """
        match = re.search(pattern, page.text, re.M)
        assert match is not None, f"no {pattern} in {page.path}"
        head = page.text[: match.start()] + match.expand(new)
        text = head + page.text[match.end() :]
        self.write(page.path, _stamped(text) if stamped else text)
        return Planted(page.path, head.rstrip("\n").count("\n") + 1)

    def note(self, name: str, body: str = "A remark.\n", front: str | None = None) -> Planted:
        """A page of a person, which another page links to; the place is its first line."""
        front = NOTE.format(title=name.title()) if front is None else front
        self.write(f"wiki/{name}.md", (f"---\n{front}---\n" if front else "") + f"{body}\nBack to [[planted]].\n")
        self._link(name)
        return Planted(f"wiki/{name}.md", 1)

    def note_with(self, name: str, words: str, before: str = "A remark.") -> Planted:
        """A note with these words; the place is their first line."""
        return self.line(self.note(name, f"{before}\n\n{words}\n").path, words)

    def note_saying(self, name: str, front: str) -> Planted:
        """A note with one more line of front matter, or several; the place is the first of them."""
        return Planted(self.note(name, front=NOTE.format(title=name.title()) + front).path, 5)

    def line(self, path: str, words: str) -> Planted:
        """Where words of a page begin."""
        head, found, _ = self.text(path).partition(words)
        assert found, f"no {words} in {path}"
        return Planted(path, head.count("\n") + 1)

    def told(self, name: str, words: str, **front: Value) -> str:
        """A page of a source that says these words; the citation of them from a page in another folder."""
        title = name.capitalize()
        self._taken.add(f"wiki/sources/{name}.md")
        says = {"type": "Source", "title": title, "description": "A letter.", "language": "en", "status": "stable"}
        self.write(
            f"wiki/sources/{name}.md",
            Draft(f"sources/{name}.md", says | front, f"# {title}\n\n## Text\n\n{words} ^k00000001").stamped(BY, LATE),
        )
        return f'"{words}" — [{title}](../sources/{name}.md#^k00000001)'

    def written(self, path: str, title: str, body: str, *cited: str, **front: Value) -> Page:
        """A page as kb writes it with a model; its footnotes 1, 2 … are the citations."""
        notes = "\n".join(f"[^{number}]: {one}" for number, one in enumerate(cited, 1))
        type_ = "Dispute" if path.startswith("disputes/") else "Concept"
        says: dict[str, Value] = {"type": type_, "title": title, "description": "A thing.", "status": "stable"}
        draft = Draft(f"{path}.md", says | front, f"# {title}\n\n{body}\n\n{notes}")
        self.write(f"wiki/{path}.md", draft.stamped(BY, EARLY))
        self._link(path)
        return self.take(scan(f"wiki/{path}.md", self.text(f"wiki/{path}.md")))

    def _link(self, name: str) -> None:
        self._notes.append(name)
        links = "".join(f"- [[{one}]]\n" for one in self._notes)
        self.write(HUB, f"---\n{NOTE.format(title='Planted').replace('Note', 'Answer')}---\n{links}")

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode())


def restamped(page: Page, text: str) -> str:
    """Another text of a page, as if kb had written it so."""
    return _stamped(text) if _intact(page.text) else text


def _stamped(text: str) -> str:
    mark = stamp(text)
    return text.replace(mark.digest, page_digest(_unmarked(text, mark))) if mark is not None else text


def _unmarked(text: str, mark: Stamp) -> str:
    """The contents and the log have their stamp in a comment at the end, which is no part of what they say."""
    at = text.rfind("<!-- generated by")
    return text if at < 0 or mark.digest not in text[at:] else f"{text[:at].rstrip()}\n"


def _intact(text: str) -> bool:
    mark = stamp(text)
    return mark is not None and mark.intact

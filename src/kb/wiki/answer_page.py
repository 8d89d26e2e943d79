"""Saved answers, kb's and a person's: which page asks what, and the lists that lead from other pages to them."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from anyascii import anyascii

from kb.slug import slug, unused
from kb.wiki.body import Body
from kb.wiki.citing import link, relative
from kb.wiki.contents import Entry, Shelfmark, shelved
from kb.wiki.draft import Draft, stamp
from kb.wiki.footnotes import footnotes
from kb.wiki.frontmatter import parse, split
from kb.wiki.links import brackets
from kb.wiki.shortening import shortened
from kb.wiki.update import decoded

FOLDER = "answers/"
TYPE = "Answer"

_SHELF = "Answers"
_HEADING = f"## {_SHELF}"
_LONGEST = 120
# A page that holds brackets in a line of links would be taken for one that says something there.
_ROUND = str.maketrans("[]", "()")
_LINK = r"\[(?:\\.|[^\]\\\n])*\]\((?:\.\./)?answers/[^()\s]+\)"
_LISTED = re.compile(rf"{_LINK}(?: · {_LINK})*|\* \[[^\n]+(?:\n\* \[[^\n]+)*")
_NOTE = re.compile(r'\[\^(?!_)[^\]\s]+\]: "')


@dataclass(frozen=True, slots=True)
class Saved:
    """A page of answers/."""

    entry: Entry
    asked: str
    """The question in full; empty where the page does not say."""
    after: str
    """What was asked before it in the same conversation, where it only has a meaning after that."""
    targets: frozenset[str]
    """Paths that it links to, from wiki/."""
    names: tuple[str, ...]
    """The same of wikilinks: names of files, or the ends of their paths, folded."""


# Without slots: who is linked from where is found once.
@dataclass(frozen=True)
class Answers:
    """Every answer that the wiki keeps, in the order of their titles."""

    saved: tuple[Saved, ...] = ()

    @classmethod
    def of(cls, pages: Mapping[str, bytes]) -> "Answers":
        """Those among the pages of a wiki: whoever wrote them, they lie in answers/ and call themselves so."""
        found = (_saved(path, pages[path]) for path in pages if path.startswith(FOLDER) and path.endswith(".md"))
        return cls(tuple(sorted((one for one in found if one is not None), key=_order)))

    def page_of(self, question: str, after: str) -> str | None:
        """The page that answers a question."""
        wanted = (_folded(question), _folded(after))
        return next((s.entry.path for s in self.saved if (_folded(s.asked), _folded(s.after)) == wanted), None)

    def section(self, page: str) -> str:
        """What a page says of the answers that it was used for; nothing when there are none."""
        using = [*self._by_target.get(page, ()), *(one for one in self._named if _names(one, page))]
        links = [_link(page, one.entry) for one in sorted(set(using), key=_order)]
        return f"{_HEADING}\n\n{' · '.join(links)}" if links else ""

    def listed(self, drafts: Iterable[Draft]) -> list[Draft]:
        """Drafts of pages, with what each says of answers."""
        return [_with(draft, section) if (section := self.section(draft.path)) else draft for draft in drafts]

    def shelf(self, limit: int) -> tuple[str, list[Draft]]:
        """Their part of the contents' first page, with at most `limit` lines, and the pages that it leads to."""
        return shelved(Shelfmark(_SHELF, tuple(one.entry for one in self.saved)), limit)

    @cached_property
    def _by_target(self) -> Mapping[str, Sequence[Saved]]:
        found: dict[str, list[Saved]] = defaultdict(list)
        for one in self.saved:
            for target in one.targets:
                found[target].append(one)
        return found

    @cached_property
    def _named(self) -> Sequence[Saved]:
        return [one for one in self.saved if one.names]


def answer_path(question: str, existing: Iterable[str]) -> str:
    """A free path for the page of a question that has none yet."""
    taken = {posixpath.basename(path).removesuffix(".md").casefold() for path in existing if path.startswith(FOLDER)}
    return f"{FOLDER}{unused(slug(question), taken)}.md"


def with_answers(body: str, section: str) -> str:
    """The body of a page whose list of answers is `section`: it stands last, before the footnotes."""
    head, notes = _apart(body.strip())
    above, _, last = head.rpartition("\n\n")
    before, _, heading = above.rpartition("\n\n")
    text = before if heading == _HEADING and _LISTED.fullmatch(last) else head
    return "\n\n".join(part for part in (text, section, notes) if part)


def answers_in(body: str) -> str:
    """The list of answers that a body has."""
    head, _ = _apart(body.strip())
    rest, _ = _apart(with_answers(body, ""))
    return head[len(rest) :].strip()


def undisturbed(draft: Draft, data: bytes | None) -> Draft:
    """What kb has to say on a page. A person's page that lacks nothing but an answer is left in peace."""
    text = decoded(data or b"") or ""
    mark = stamp(text)
    if mark is None or mark.intact:
        return draft
    own = _with(draft, answers_in(split(text.replace("\r\n", "\n")).body))
    return own if own.digest == mark.digest else draft


def _apart(body: str) -> tuple[str, str]:
    """A body without the footnotes at its end, and these."""
    head, _, last = body.rpartition("\n\n")
    return (head, last) if all(map(_NOTE.match, last.split("\n"))) else (body, "")


def _with(draft: Draft, section: str) -> Draft:
    return Draft(draft.path, draft.front, with_answers(draft.body, section))


def _saved(path: str, data: bytes) -> Saved | None:
    yaml, rest, first = split(decoded(data) or "")
    front = parse(yaml or "")
    if not isinstance(front, Mapping) or front.get("type") != TYPE:
        return None
    body = Body(rest.replace("\r\n", "\n"), first)
    notes, ranges = footnotes(body)
    links = [one for one in brackets(body, ranges).links if not one.external and one.target]
    folder = posixpath.dirname(path)
    plain = (one.target for one in links if one.kind != "wikilink")
    title = str(front.get("title") or posixpath.basename(path).removesuffix(".md"))
    entry = Entry(path, title, str(front.get("description") or ""), "", len(notes))
    return Saved(
        entry,
        str(front.get("asked") or ""),
        str(front.get("after") or ""),
        frozenset(posixpath.normpath(posixpath.join(folder, target)) for target in plain),
        tuple(one.target.casefold().removesuffix(".md") for one in links if one.kind == "wikilink"),
    )


def _names(saved: Saved, page: str) -> bool:
    path = f"/{page.casefold().removesuffix('.md')}"
    return any(path.endswith(f"/{name}") for name in saved.names)


def _link(page: str, entry: Entry) -> str:
    return link(shortened(entry.title.translate(_ROUND), _LONGEST), relative(page, entry.path))


def _order(saved: Saved) -> tuple[str, str]:
    return anyascii(saved.entry.title).casefold(), saved.entry.path


def _folded(text: str) -> str:
    """A question without what does not make it another one; front matter keeps "[[" apart."""
    return "".join(text.casefold().split())

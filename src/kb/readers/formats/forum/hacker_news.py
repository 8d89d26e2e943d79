"""Items of Hacker News, from its search (Algolia) with all their answers or from its own programming interface
(Firebase) with the numbers of the answers, to threads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from kb.knowledge import Reading
from kb.markup import escape
from kb.readers.blocks import Draft
from kb.readers.conversation import Message, conversation, from_html, from_text
from kb.readers.formats.json_values import Map, mappings, name, said, unescaped
from kb.readers.formats.moments import from_iso, from_unix
from kb.readers.formats.forum.reply_tree import Reply, missing, standing

_TYPE = re.compile(rb'"type"\s*:\s*"(?:story|comment|poll|job)"')
_SHAPES = ((b'"children"', b'"author"', b'"created_at"'), (b'"by"', b'"id"', b'"time"'))
_LINK = re.compile(r'<a href="([^"<>]*)"[^<>]*>([^<>]*)\.\.\.</a>')
_HEAD = 65_536


def is_hacker_news(data: bytes) -> bool:
    """Whether JSON has the fields of an item."""
    head, tail = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n"), data[-2_000:]
    if head[:1] not in (b"{", b"[") or not (_TYPE.search(head) or _TYPE.search(tail)):
        return False
    return any(all(field in head or field in tail for field in shape) for shape in _SHAPES)


def readings(kind: str, value: object) -> list[Reading]:
    """One reading of an item with what hangs on it; one for each where a list holds several."""
    items = mappings(value) if isinstance(value, list) else mappings([value])
    below: dict[str, list[Map]] = {}
    known = {name(item.get("id")) for item in items}
    for item in items:
        below.setdefault(name(item.get("parent")), []).append(item)
    tops = [item for item in items if name(item.get("parent")) not in known]
    made = [_thread(kind, item, below) for item in tops]
    return [replace(one, part=name(top.get("id"))) for one, top in zip(made, tops, strict=True)] if made[1:] else made


def _thread(kind: str, top: Map, below: dict[str, list[Map]]) -> Reading:
    said_there = _words(top)
    address = unescaped(top.get("url")).strip()
    linked = from_text(address) if address.startswith(("http://", "https://")) else ()
    author, when = _author(top), _when(top)
    opening = [Message(author, said_there + linked, when)] if said_there or linked else []
    answers = _Answers(below)
    # Comments on a link answer what it leads to, not who posted it.
    messages = list(answers.walk(top, author if said_there else ""))
    title = unescaped(top.get("title")).strip() or f"Comment by {author}"
    number = name(top.get("id"))
    return replace(
        conversation(kind, title, [*opening, *standing(messages)]),
        author=(author,) if author != "[deleted]" else (),
        published=when[:10],
        url=f"https://news.ycombinator.com/item?id={number}" if number.isdigit() else "",
        warnings=missing(_lacking(top, answers.missing, len(messages))),
    )


def _lacking(top: Map, known: int, there: int) -> int:
    """How many answers are not in the file: of those below the ones that it numbers only the item itself knows."""
    said = top.get("descendants")
    return max(known, said - there) if known and isinstance(said, int) else known


def _author(item: Map) -> str:
    return name(item.get("author")) or name(item.get("by")) or "[deleted]"


def _when(item: Map) -> str:
    return from_iso(item.get("created_at")) or from_unix(item.get("time"))


def _words(item: Map) -> tuple[Draft, ...]:
    """What an item says. Links that are shown cut short are shown whole; what opens with > repeats another's words."""
    html = _LINK.sub(_whole, said(item.get("text")))
    return tuple(_quoted(draft) for draft in from_html(html))


def _whole(link: re.Match[str]) -> str:
    return link[1] if unescape(link[1]).startswith(unescape(link[2])) else link.group()


def _quoted(draft: Draft) -> Draft:
    text = draft.text.lstrip("> ")
    if draft.kind != "paragraph" or not draft.text.startswith(">") or not text:
        return draft
    return replace(draft, kind="quote", text=text, markdown=f"> {escape(text, addresses=True)}")


@dataclass(slots=True)
class _Answers:
    """A walk through the answers to an item, which counts those that are only numbers."""

    below: dict[str, list[Map]]
    """Items of the same file by what they answer."""
    missing: int = 0

    def walk(self, top: Map, to: str) -> Iterator[Reply]:
        """The answers in the order of the thread; `to` is whom the first ones answer."""
        waiting = [(item, to, 0) for item in reversed(self._answers(top))]
        seen: set[int] = set()
        while waiting:
            item, to, depth = waiting.pop()
            if id(item) in seen:
                continue
            seen.add(id(item))
            words = _words(item)
            shown = words or from_text("[deleted]")
            gone = not words or item.get("dead") is True
            yield Reply(Message(_author(item), shown, _when(item), to, name(item.get("id"))), depth, gone=gone)
            waiting += [(answer, _author(item), depth + 1) for answer in reversed(self._answers(item))]

    def _answers(self, item: Map) -> Sequence[Map]:
        inside = mappings(item.get("children")) or mappings(item.get("kids"))
        there = inside or self.below.get(name(item.get("id")), [])
        numbers = item.get("kids")
        if isinstance(numbers, list) and not inside:
            self.missing += max(0, len(numbers) - len(there))
        return there

"""Listings of Reddit, as its addresses with .json at the end give them, to threads, posts and comments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.knowledge import Reading
from kb.readers.blocks import Draft
from kb.readers.conversation import Message, conversation, from_markdown, from_text
from kb.readers.formats.json_values import Map, mapping, mappings, name, unescaped
from kb.readers.formats.moments import from_unix
from kb.readers.formats.forum.reply_tree import Reply, missing, standing

_KIND = re.compile(rb'"kind"\s*:\s*"(?:Listing|t1|t3)"')
_GONE = re.compile(r"\s*\[\s*(?:deleted|removed)(?: by [\w /]{1,30})?\s*\]\s*", re.I)
_CODE_OR_TAG = re.compile(r"(?P<code>`+[^`]*`+|^(?: {4}|\t).*$)|<(?=[A-Za-z/!?])(?!https?:)", re.M)
_HEAD = 65_536
_AUTOMATON = "AutoModerator"


def is_reddit(data: bytes) -> bool:
    """Whether JSON begins as a Listing does, or a list of two."""
    head = data[:_HEAD]
    opens = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{")
    return opens and b'"children"' in head and _KIND.search(head) is not None


def readings(kind: str, value: object) -> list[Reading]:
    """One reading of a thread; one for each post and comment of a list, such as the saved ones."""
    if not isinstance(value, list) or len(value) < 2:
        one = value[0] if isinstance(value, list) and value else value
        return [_alone(kind, child) for child in _children(one) if not _is_gone(_data(child))]
    comments = [child for listing in value[1:] for child in _children(listing)]
    return [_thread(kind, _data(post), comments) for post in _children(value[0])[:1]]


def _children(listing: object) -> list[Map]:
    return mappings(_data(mapping(listing)).get("children"))


def _data(thing: Map) -> Map:
    return mapping(thing.get("data"))


def _alone(kind: str, child: Map) -> Reading:
    data = _data(child)
    part = name(data.get("name")) or f"{name(child.get('kind'))}_{name(data.get('id'))}"
    if child.get("kind") == "t3":
        return replace(_thread(kind, data, []), part=part)
    of = unescaped(data.get("link_title")).strip()
    title = f"Comment by {_author(data)}" + (f" on “{of}”" if of else "")
    return replace(_reading(kind, title, data, [_message(data, "")]), part=part)


def _thread(kind: str, post: Map, comments: Sequence[Map]) -> Reading:
    said = [one for one in _post(post) if one.words]
    answers = _Answers()
    # Comments on a link answer what it leads to, not who posted it.
    to = _author(post) if unescaped(post.get("selftext")).strip() else ""
    messages = standing(answers.walk(comments, to))
    made = _reading(kind, unescaped(post.get("title")).strip(), post, [*said, *messages])
    return replace(made, warnings=answers.warnings())


def _reading(kind: str, title: str, data: Map, messages: Sequence[Message]) -> Reading:
    author = _author(data)
    address = name(data.get("permalink"))
    return replace(
        conversation(kind, title, messages),
        author=() if _GONE.fullmatch(author) else (author,),
        published=from_unix(data.get("created_utc"))[:10],
        url=f"https://www.reddit.com{address}" if address.startswith("/") else "",
    )


def _author(data: Map) -> str:
    return name(data.get("author")) or "[deleted]"


def _message(data: Map, to: str) -> Message:
    words = _marked(data.get("body"))
    return Message(_author(data), words, from_unix(data.get("created_utc")), to, name(data.get("name")))


def _post(data: Map) -> Iterator[Message]:
    """What the post itself says, the address that it leads to, and the post of another forum that it repeats."""
    when = from_unix(data.get("created_utc"))
    words = () if _is_gone(data) else _marked(data.get("selftext"))
    there = unescaped(data.get("url_overridden_by_dest") or data.get("url")).strip()
    if data.get("is_self") is not True and there.startswith(("http://", "https://")):
        words += from_text(there)
    yield Message(_author(data), words, when)
    for other in mappings(data.get("crosspost_parent_list"))[:1]:
        yield Message(_author(other), _marked(other.get("selftext")), from_unix(other.get("created_utc")))


def _is_gone(data: Map) -> bool:
    said = unescaped(data.get("body") or data.get("selftext"))
    return _GONE.fullmatch(said) is not None


def _marked(value: object) -> tuple[Draft, ...]:
    """Reddit shows tags as they stand, markdown elsewhere would take them for HTML."""
    return from_markdown(_CODE_OR_TAG.sub(lambda one: one["code"] or "\\<", unescaped(value)))


@dataclass(slots=True)
class _Answers:
    """A walk through a tree of comments, which counts what the tree does not hold."""

    missing: int = 0
    branches: int = 0
    automata: int = 0

    def walk(self, comments: Sequence[Map], to: str) -> Iterator[Reply]:
        """The comments in the order of the thread; `to` is whom the first ones answer."""
        waiting = [(child, to, 0) for child in reversed(comments)]
        while waiting:
            child, to, depth = waiting.pop()
            data = _data(child)
            if child.get("kind") == "more":
                self._count(data)
                continue
            answers = _children(data.get("replies"))
            if _author(data) == _AUTOMATON and not answers:
                self.automata += 1
                continue
            yield Reply(_message(data, to), depth, gone=_is_gone(data))
            waiting += [(answer, _author(data), depth + 1) for answer in reversed(answers)]

    def _count(self, more: Map) -> None:
        count = more.get("count")
        if isinstance(count, int) and count > 0:
            self.missing += count
        else:
            self.branches += 1

    def warnings(self) -> tuple[str, ...]:
        many = f"{self.automata} messages of {_AUTOMATON} are" if self.automata > 1 else f"1 message of {_AUTOMATON} is"
        return missing(self.missing, self.branches) + ((f"{many} left out",) if self.automata else ())

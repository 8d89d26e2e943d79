"""The posts of one person to sources: one for each thread, one for each month of what stands alone.

A person may have thousands of posts. A source for each would be as many pages that nobody reads and as many requests
to a model, each about a sentence without its neighbours; one source of all would change with every export. A month is
read in one sitting and fills a few requests; it is closed when the next one begins, so that a later export costs what
it adds. A thread has a subject of its own, and so has a long post; two short posts, of which one only mends the other,
do not, and stay together in their month.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kb.knowledge import Picture, Reading
from kb.readers.conversation import Message, conversation
from kb.readers.paragraphs import size
from kb.readers.titles import opening_words

_LEAST_POSTS = 3
_LEAST_WORDS = 100
_OPENS_A_THREAD = re.compile(r"🧵|(?:^|\s)\(?1/(?:\d{1,3}|n)?\)?(?=\s|$)|\b(?:a|in this) thread\b", re.I)
_ADDRESS = re.compile(r"https?://\S+")
_COUNT = re.compile(r"\s*(?:🧵|(?:^|(?<=\s))\(?1/(?:\d{1,3}|n)?\)?(?=\s|$))[\s:.]*")


@dataclass(frozen=True, slots=True)
class Post:
    message: Message
    answers: str = ""
    """The id of the post of the same person that it goes on from."""
    url: str = ""
    pictures: tuple[Picture, ...] = ()
    lacks: tuple[str, ...] = ()
    """What belongs to it and is not shown, such as "video"; a post may be nothing else."""

    @property
    def order(self) -> tuple[str, int, str]:
        return self.message.when, len(self.message.id), self.message.id

    @property
    def text(self) -> str:
        return " ".join(draft.text for draft in self.message.words)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    handle: str
    """With its @."""

    @property
    def shown(self) -> str:
        """As messages name who speaks."""
        return self.name or self.handle

    @property
    def whole(self) -> str:
        both = self.name and self.handle and self.name != self.handle
        return f"{self.name} ({self.handle})" if both else self.shown


def sources(kind: str, person: Person, posts: Iterable[Post]) -> list[Reading]:
    """Threads and months, by when they begin."""
    months: dict[str, list[Post]] = {}
    made = []
    for chain in sorted(_chains(posts), key=lambda chain: chain[0].order):
        if _stands_alone(chain):
            made.append(_thread(kind, person, chain))
        else:
            months.setdefault(chain[0].message.when[:7], []).extend(chain)
    made += [_month(kind, person, month, there) for month, there in months.items()]
    return sorted((one for one in made if one.blocks), key=lambda one: (one.published, one.part))


def _chains(posts: Iterable[Post]) -> Iterator[list[Post]]:
    """Posts that go on from one another, the first one first."""
    known = {post.message.id: post for post in posts}
    roots: dict[str, str] = {}
    chains: dict[str, list[Post]] = {}
    for post in sorted(known.values(), key=lambda post: post.order):
        root = _root(post, known, roots)
        chains.setdefault(root, []).append(post)
    yield from chains.values()


def _root(post: Post, known: dict[str, Post], roots: dict[str, str]) -> str:
    """The id of the post with which a chain begins; of a circle, that of its first post."""
    way = [post.message.id]
    at = post
    while at.message.id not in roots and at.answers in known and at.answers not in way[-1:]:
        at = known[at.answers]
        if len(way) > len(known):
            break
        way.append(at.message.id)
    root = roots.get(at.message.id, at.message.id)
    roots.update(dict.fromkeys(way, root))
    return root


def _stands_alone(chain: Sequence[Post]) -> bool:
    first = chain[0].text
    words = sum(size(post.text) for post in chain)
    marked = len(chain) > 1 and _OPENS_A_THREAD.search(first) is not None
    return bool(first) and (len(chain) >= _LEAST_POSTS or words >= _LEAST_WORDS or marked)


def _thread(kind: str, person: Person, chain: Sequence[Post]) -> Reading:
    first = chain[0]
    title = opening_words(_COUNT.sub(" ", _ADDRESS.sub("", first.text)).strip() or first.text)
    reading = replace(_of(kind, person, title, chain), url=first.url, named_by_words=True)
    return replace(reading, part=f"thread {first.message.id}")


def _month(kind: str, person: Person, month: str, posts: Sequence[Post]) -> Reading:
    when = date(int(month[:4]), int(month[5:]), 1).strftime("%B %Y") if month else "without a date"
    return replace(_of(kind, person, f"Posts of {person.shown}, {when}", posts), part=month or "undated")


def _of(kind: str, person: Person, title: str, posts: Sequence[Post]) -> Reading:
    lacks = Counter(lack for post in posts for lack in post.lacks)
    told = ", ".join(f"{count} {what}{'s' if count > 1 else ''}" for what, count in sorted(lacks.items()))
    pictures = {one.name: one for post in posts for one in post.pictures}
    speaks = any(post.message.author == person.shown and post.message.words for post in posts)
    return replace(
        conversation(kind, title, (post.message for post in posts)),
        author=(person.whole,) if person.whole and speaks else (),
        warnings=(f"left out: {told}",) if told else (),
        pictures=tuple(pictures.values()),
    )

"""A conversation to one reading: what each of its people wrote, to whom and when, nothing of it twice."""

import hashlib
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from kb.knowledge import Picture, Reading
from kb.markup import escape, fold
from kb.readers import article
from kb.readers.blocks import Draft, number
from kb.readers.formats.mail.body import Body
from kb.readers.formats.mail.heads import Head, Person
from kb.readers.formats.mail.quoting import Section, sections
from kb.readers.formats.mail.rows import PICTURE, Row, lines
from kb.readers.formats.mail.subjects import bare
from kb.readers.formats.mail.threads import Letter, Thread

KIND = "mail"
# What is quoted was mostly said in one of the last messages; to look through all of them takes time by the square.
_MOST_BEFORE = 40
_LONGEST_KNOWN = 60_000
_MOST_CHECKED = 400
# Words of a quotation that is answered line by line; longer ones are the old message, left below.
_SHORT = 120
_MOST_AUTHORS = 6
_MOST_ADDRESSED = 2
_DEEPEST = 3
_NO_LETTER = re.compile(r"[\W_]+")
_PLACEHOLDER = re.compile(r"\[(?:image|cid|bild|inline image)[^\]\n]{0,200}\]", re.I)

Names = Mapping[str, str]
"""By address, how people are called anywhere in the file."""


@dataclass(frozen=True)
class Said:
    """What a message said, for those after it that quote it."""

    speaker: str
    when: str
    text: str

    @cached_property
    def letters(self) -> str:
        """Its words without all that mail programs change when they quote."""
        return _letters(self.text)


@dataclass(slots=True)
class Telling:
    """A conversation while it is read."""

    names: Names
    drafts: list[Draft] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    before: deque[tuple[Said, ...]] = field(default_factory=lambda: deque(maxlen=_MOST_BEFORE))
    writers: dict[str, str] = field(default_factory=dict)
    """By the name of a message, who wrote it."""
    authors: dict[str, None] = field(default_factory=dict)
    hidden: int = 0
    encrypted: int = 0
    broken: int = 0
    lost: int = 0

    @property
    def warnings(self) -> Iterator[str]:
        if self.hidden:
            yield f"left out: {_many(self.hidden, 'hidden word')}"
        if self.encrypted:
            yield f"{_many(self.encrypted, 'message')} encrypted, not read"
        if self.broken:
            yield f"{_many(self.broken, 'message')} broken, not read"
        if self.lost:
            yield f"{_many(self.lost, 'broken character')}, shown as \ufffd"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("s" if count != 1 else "")


def conversation(thread: Thread, opened: Callable[[Letter], Body], names: Names, *, part: str) -> Reading:
    """The reading; without blocks where nobody wrote anything. `opened` gives the body of a message."""
    telling = Telling(names)
    for letter in thread.letters:
        _tell(telling, letter.head, opened(letter), letter.name, 0)
    first = thread.letters[0].head
    day = first.when[:10]
    return Reading(KIND, "", bare(first.subject), number(telling.drafts), author=tuple(telling.authors)[:_MOST_AUTHORS],
                   published=day, warnings=tuple(telling.warnings), part=part,
                   pictures=tuple(telling.pictures.values()))  # fmt: skip


def _tell(telling: Telling, head: Head, body: Body, name: str, depth: int) -> None:
    speaker = called(head.sender, telling.names)
    voice = Draft("", (1, 1), speaker=speaker, when=head.when, to=_addressed(telling, head, speaker))
    found = [draft for section in sections(body.rows) for draft in _drafts(telling, section, voice, body)]
    if body.attached:
        attached = ", ".join(dict.fromkeys(body.attached))
        found.append(replace(voice, text=f"Attached: {attached}", kind="turn"))
    found += [one for cid in body.pictures if (one := _picture(telling, body, cid, "", voice)) is not None]
    places = body.places
    found = [replace(draft, lines=places.of(draft.text)) for draft in found] if places is not None else found
    telling.drafts += found
    telling.writers[name] = speaker
    if speaker and any(draft.speaker == speaker for draft in found):
        telling.authors.setdefault(speaker)
    # Whoever quotes has said it too, but not first: the words as a whole come last and in nobody's name.
    whole = Said("", "", "\n".join(row.text for row in body.rows))
    by_speaker: dict[tuple[str, str], list[str]] = {}
    for draft in found:
        by_speaker.setdefault((draft.speaker, draft.when), []).append(draft.text)
    telling.before.append((*(Said(*who, "\n".join(texts)) for who, texts in by_speaker.items()), whole))
    telling.hidden += body.hidden
    telling.encrypted += body.encrypted
    telling.broken += body.broken
    telling.lost += body.lost
    for inner, held in body.inside if depth < _DEEPEST else ():
        if inner.id not in telling.writers:
            held.places = places
            _tell(telling, inner, held, inner.id or f"{name} {inner.when}", depth + 1)


def called(person: Person, names: Names) -> str:
    """A person's name; the address only where no message of the file names them."""
    return names.get(person.address) or person.name or person.address


def _addressed(telling: Telling, head: Head, speaker: str) -> str:
    """Whom a message answers; where that is not known, whom it was sent to, if that is one person or two."""
    answered = next((telling.writers[one] for one in reversed(head.answers) if one in telling.writers), "")
    if answered:
        return answered if answered != speaker else ""
    if head.by_machine or len(head.to) > _MOST_ADDRESSED:
        return ""
    people = dict.fromkeys(called(person, telling.names) for person in head.to)
    return " and ".join(one for one in people if one and one != speaker)


def _drafts(telling: Telling, section: Section, voice: Draft, body: Body) -> Iterator[Draft]:
    """The blocks of a section, without what it repeats of earlier messages."""
    own = not section.depth
    checked = 0
    for draft in _blocks(section.rows, plain_headings=own):
        picture = PICTURE.fullmatch(draft.text.strip())
        if picture is not None:
            shown = _picture(telling, body, picture[1], fold(picture[2]), voice)
            if shown is not None:
                yield shown
            continue
        draft = _cleaned(draft)
        if not draft.text:
            continue
        if own:
            kind = "turn" if draft.kind == "paragraph" else draft.kind
            yield replace(draft, kind=kind, speaker=voice.speaker, when=voice.when, to=voice.to)
            continue
        checked += 1
        earlier = _earlier(telling, draft.text, section.who) if checked <= _MOST_CHECKED else None
        # What is answered line by line stays above its answers; a long quotation that is elsewhere does not.
        if earlier is None or (not section.last and section.words <= _SHORT):
            yield _quoted(draft, section, earlier)


def _blocks(rows: list[Row], *, plain_headings: bool) -> Iterator[Draft]:
    run: list[Row] = []
    for row in [*rows, Row("", draft=Draft("", (1, 1)))]:
        if row.draft is None and (row.text.strip() or run) and PICTURE.search(row.text) is None:
            run.append(row)
            continue
        for draft in article.drafts(lines(run)):
            # A short line before a long one is no heading where everybody writes "Thank you, all" there.
            yield replace(draft, kind="paragraph", level=0) if draft.kind == "heading" else draft
        run = []
        if row.draft is not None and row.draft.text:
            yield row.draft


def _cleaned(draft: Draft) -> Draft:
    """The draft without the words that stand where a program shows a picture."""
    if PICTURE.search(draft.text) or _PLACEHOLDER.search(draft.text):
        text = fold(_PLACEHOLDER.sub("", PICTURE.sub("", draft.text)))
        return replace(draft, text=text, markdown="", kind="paragraph" if draft.kind == "table" else draft.kind)
    return draft


def _quoted(draft: Draft, section: Section, earlier: Said | None) -> Draft:
    speaker, when = (earlier.speaker, earlier.when) if earlier and earlier.speaker else (section.who, section.when)
    kept = draft.kind in ("code", "table")
    shown = draft.markdown if kept or draft.kind == "quote" else ""
    markdown = shown or f"> {escape(draft.text, addresses=True)}"
    return replace(draft, kind=draft.kind if kept else "quote", markdown=markdown, level=0, speaker=speaker, when=when)


def _earlier(telling: Telling, text: str, who: str) -> Said | None:
    """Who said these words before, or nearly all of them: `who` if possible, else whoever said them first."""
    whole = _letters(text)
    pieces = [_letters(piece) for piece in re.split(r"(?<=[.!?:;,])\s+|<[^<>]*>|\[\d+\]", text)]
    found = [said for message in telling.before for said in message if _says(said, whole, pieces)]
    named = [said for said in found if said.speaker]
    own = [said for said in named if said.speaker == who]
    return next(iter(own or named or found), None)


def _says(said: Said, whole: str, pieces: list[str]) -> bool:
    if whole in said.letters:
        return True
    # Mail programs cut lines anew and put addresses behind links: four fifths of the words are proof enough.
    return len(whole) > 20 and sum(len(one) for one in pieces if one in said.letters) > 0.8 * len(whole)


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text[:_LONGEST_KNOWN]).casefold()


def _picture(telling: Telling, body: Body, cid: str, words: str, voice: Draft) -> Draft | None:
    """The block that shows a picture; None where the message has none, or the conversation has shown it already."""
    extension, data = body.pictures.get(cid, ("", b""))
    name = f"{hashlib.sha256(data).hexdigest()[:12]}.{extension}"
    if not data or name in telling.pictures:
        return None
    telling.pictures[name] = Picture(name, data)
    return replace(voice, text=words, kind="image", markdown=f"![{escape(words)}](../assets/{name})")

"""The files of an archive of X (Twitter), JSON behind the name of a variable, to posts."""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kb.knowledge import Picture, Reading
from kb.markup import fold
from kb.readers.blocks import Draft
from kb.readers.conversation import Message, from_text
from kb.readers.formats.json_values import Map, is_map, mapping, mappings, name, said, unescaped
from kb.readers.formats.moments import from_iso, from_words
from kb.readers.formats.posts.own_posts import Person, Post, sources
from kb.readers.formats.shown_picture import picture
from kb.readers.reader import Aside, Beside, Unreadable

_OPENING = re.compile(r"\s*window\.(?:YTD\.(?P<what>\w+)\.part(?P<part>\d+)|__THAR_CONFIG)\s*=\s*")
_POSTS = frozenset(("tweets", "tweet", "community_tweet"))
_NOTES = "note_tweet"
_REPOST = re.compile(r"RT (@\w{1,30}): ")
_SHORT = re.compile(r"https?://t\.co/\w+")
_FILE = re.compile(r"/([\w-]{1,200}\.\w{2,5})$")
_LEAST_OF_A_NOTE = 100
_MOST_PARTS = 200
_BROKEN = Unreadable("is a file of an X archive that is broken or cut off", "Unpack the archive again.")


def is_x_archive(data: bytes) -> bool:
    return _OPENING.match(_decoded(data[:400])) is not None


def read(kind: str, name: str, data: bytes, beside: Beside) -> list[Reading] | Unreadable | Aside:
    """The posts of a file and of the parts that go on from it; `beside` gives the other files of the archive."""
    opening = _OPENING.match(_decoded(data[:400]))
    what = opening["what"] if opening and opening["what"] else "manifest"
    if what not in (*_POSTS, _NOTES):
        return Aside(f"holds the {what.replace('_', ' ')} of an X archive, no posts")
    first = re.sub(r"-part\d+(?=\.js$)", "", name)
    if first != name and beside(first) is not None:
        return Aside(f"is read with {first}")
    if what == _NOTES and (beside("tweets.js") or beside("tweet.js")) is not None:
        return Aside("is read with the posts that it makes longer")
    values = [_value(one) for one in (data, *_parts(name, beside))]
    if any(value is None for value in values):
        return _BROKEN
    records = [record for value in values for record in mappings(value)]
    if what == _NOTES:
        return _sources(kind, [], records, beside)
    notes = beside("note-tweet.js")
    return _sources(kind, records, mappings(_value(notes) if notes is not None else None), beside)


def _decoded(data: bytes) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if wide else "utf-8-sig", "replace")


def _value(data: bytes) -> object:
    """What stands behind the name of the variable; None where it is broken."""
    text = _decoded(data)
    opening = _OPENING.match(text)
    try:
        value: object = json.JSONDecoder().raw_decode(text, opening.end() if opening else 0)[0]
    except (ValueError, RecursionError):
        return None
    return value


def _parts(name: str, beside: Beside) -> Iterator[bytes]:
    """Large archives go on in tweets-part1.js and so on."""
    stem = name.removesuffix(".js")
    for part in range(1, _MOST_PARTS):
        data = beside(f"{stem}-part{part}.js") if stem != name else None
        if data is None:
            return
        yield data


def _sources(kind: str, records: list[Map], notes: list[Map], beside: Beside) -> list[Reading]:
    tweets = {name(one.get("id_str") or one.get("id")): one for one in (_tweet(record) for record in records)}
    account = beside("account.js")
    person = _person(_value(account) if account is not None else None, tweets)
    archive = _Archive(person, tweets, _Notes(notes), _later(tweets), beside)
    return sources(kind, person, archive.posts())


def _tweet(record: Map) -> Map:
    inner = record.get("tweet")
    return inner if is_map(inner) else record


def _person(accounts: object, tweets: dict[str, Map]) -> Person:
    """Who the archive belongs to; without its account file, whoever answers their own posts."""
    account = next((mapping(one.get("account")) for one in mappings(accounts)), {})
    own = (one for one in tweets.values() if name(one.get("in_reply_to_status_id_str")) in tweets)
    handle = name(account.get("username")) or next((name(one.get("in_reply_to_screen_name")) for one in own), "")
    return Person(name(account.get("accountDisplayName")), f"@{handle}" if handle else "")


def _later(tweets: dict[str, Map]) -> dict[str, str]:
    """Posts that were edited, by id, and the id of their last version in the archive."""
    later: dict[str, str] = {}
    for one in tweets.values():
        edit = mapping(one.get("edit_info"))
        whole = mapping(edit.get("initial")) or mapping(mapping(edit.get("edit")).get("editControlInitial"))
        ids = whole.get("editTweetIds")
        versions = [name(each) for each in ids if name(each) in tweets] if isinstance(ids, list) else []
        later |= dict.fromkeys(versions[:-1], versions[-1] if versions else "")
    return later


class _Notes:
    """Long posts, which the list of posts holds only cut short, by how they begin."""

    def __init__(self, records: Iterable[Map]) -> None:
        self._notes: dict[str, list[Map]] = {}
        for record in records:
            note = mapping(record.get("noteTweet"))
            self._notes.setdefault(self._key(_long(note)), []).append(note)

    def _key(self, text: str) -> str:
        return fold(text)[:_LEAST_OF_A_NOTE]

    def whole(self, text: str) -> Map | None:
        """The long post that this text is the beginning of; it is given only once."""
        notes = self._notes.get(self._key(text)) if len(text) >= _LEAST_OF_A_NOTE else None
        return notes.pop(0) if notes else None

    def left(self) -> Iterator[Map]:
        for notes in self._notes.values():
            yield from notes


def _long(note: Map) -> str:
    return unescaped(mapping(note.get("core")).get("text"))


@dataclass(frozen=True, slots=True)
class _Archive:
    person: Person
    tweets: dict[str, Map]
    notes: _Notes
    later: dict[str, str]
    beside: Beside

    def posts(self) -> Iterator[Post]:
        yield from [self._post(number, one) for number, one in self.tweets.items() if number not in self.later]
        for note in self.notes.left():
            when = from_iso(note.get("createdAt"))
            words = from_text(_expanded(_long(note), mappings(mapping(note.get("core")).get("urls"))))
            yield Post(Message(self.person.shown, words, when, id=name(note.get("noteTweetId"))))

    def _post(self, number: str, tweet: Map) -> Post:
        text = unescaped(tweet.get("full_text") or tweet.get("text"))
        answered = name(tweet.get("in_reply_to_status_id_str"))
        whom = f"@{name(tweet.get('in_reply_to_screen_name'))}" if tweet.get("in_reply_to_screen_name") else ""
        own = answered in self.tweets
        to = "" if own or whom == self.person.handle else whom
        when = from_words(tweet.get("created_at")) or from_iso(tweet.get("created_at"))
        message = Message(self.person.shown, (), when, to, number)
        url = f"https://x.com/{self.person.handle[1:]}/status/{number}" if self.person.handle else ""
        post = Post(message, self.later.get(answered, answered) if own else "", url)
        repost = _REPOST.match(text)
        if repost:
            return replace(
                post, message=replace(message, author=repost[1], words=_quoted(_expanded(text, _links(tweet))))
            )
        return self._shown(post, tweet, text[len(whom) :].lstrip() if whom and text.startswith(f"{whom} ") else text)

    def _shown(self, post: Post, tweet: Map, text: str) -> Post:
        """The post with its words, whole where they are only cut short in the list of posts, and with its pictures."""
        note = self.notes.whole(text)
        links = _links(tweet) + (mappings(mapping(note.get("core")).get("urls")) if note else [])
        files = mappings(mapping(tweet.get("extended_entities") or tweet.get("entities")).get("media"))
        bare = {name(one.get("url")) for one in files}
        full = _SHORT.sub(lambda link: "" if link[0] in bare else link[0], _long(note) if note else text).rstrip()
        media = [self._medium(one, post.message.id) for one in files]
        words = from_text(_expanded(full, links)) + tuple(draft for draft, _, _ in media if draft)
        pictures = tuple(one for _, one, _ in media if one)
        lacks = tuple(lack for _, _, lack in media if lack)
        return replace(post, message=replace(post.message, words=words), pictures=pictures, lacks=lacks)

    def _medium(self, one: Map, number: str) -> tuple[Draft | None, Picture | None, str]:
        """The block and the picture of a file of a post, or what it is called where it can't be shown."""
        if one.get("type") != "photo":
            return None, None, "video"
        file = _FILE.search(name(one.get("media_url_https")) or name(one.get("media_url")))
        data = None
        if file and number.isdigit():
            own, old = f"tweets_media/{number}-{file[1]}", f"tweet_media/{number}-{file[1]}"
            data = self.beside(own) or self.beside(old)
        made = picture(data, said(one.get("ext_alt_text"))) if data is not None else None
        return (made[1], made[0], "") if made else (None, None, "picture")


def _links(tweet: Map) -> list[Map]:
    return mappings(mapping(tweet.get("entities")).get("urls"))


def _expanded(text: str, links: Iterable[Map]) -> str:
    """Text with the addresses that its shortened ones lead to."""
    whole = {name(one.get("url") or one.get("shortUrl")): name(one.get("expanded_url") or one.get("expandedUrl"))
             for one in links}  # fmt: skip
    return _SHORT.sub(lambda link: whole.get(link[0]) or link[0], text)


def _quoted(text: str) -> tuple[Draft, ...]:
    """What somebody else wrote and the person passed on."""
    return tuple(replace(draft, kind="quote", markdown="> " + draft.markdown.replace("\n", "\n> "))
                 for draft in from_text(text))  # fmt: skip

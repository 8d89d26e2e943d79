"""Archives of X and Mastodon: threads, months, whose words they are, and what is left out."""

import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import pytest

from kb import readers
from kb.knowledge import Reading
from kb.readers.folders import post_archive
from kb.readers.formats import posts
from kb.readers.memo import Found
from kb.readers.reader import Aside, Overrides, Unreadable

Json = dict[str, object]
PNG = b"\x89PNG\r\n\x1a\n and so on"
ACCOUNT = b'window.YTD.account.part0 = [{"account": {"username": "ann", "accountDisplayName": "Ann Lee"}}]'
ACTOR = b'{"id": "https://m.example/users/ann", "preferredUsername": "ann", "name": "Ann Lee", "outbox": "outbox.json"}'


def ytd(what: str, *records: Json, part: int = 0) -> bytes:
    return f"window.YTD.{what}.part{part} = {json.dumps(records)}".encode()


def tweet(number: int, text: str, to: int | str = "", **more: object) -> Json:
    """A post of the day `number` of November 2025, which answers another number or name."""
    made: Json = {"id_str": str(number), "full_text": text, "created_at": f"Sat Nov {number:02} 10:20:00 +0000 2025"}
    if isinstance(to, int):
        made |= {"in_reply_to_status_id_str": str(to), "in_reply_to_screen_name": "ann"}
    elif to:
        made |= {"in_reply_to_status_id_str": "999", "in_reply_to_screen_name": to}
    return {"tweet": made | more}


def note(number: int, content: str, **more: object) -> Json:
    me = "https://m.example/users/ann"
    there: Json = {"id": f"{me}/statuses/{number}", "type": "Note", "content": content, "inReplyTo": None}
    there |= {"to": ["https://www.w3.org/ns/activitystreams#Public"], "url": f"https://m.example/@ann/{number}"}
    return {"type": "Create", "actor": me, "published": f"2025-11-{number:02}T10:20:00Z", "object": there | more}


def outbox(*activities: Json) -> bytes:
    return json.dumps({"id": "outbox.json", "type": "OrderedCollection", "orderedItems": activities}).encode()


def found(name: str, data: bytes, near: Mapping[str, bytes] | None = None, kind: str = "") -> Found:
    return readers.read(name, data, Overrides(kind=kind), {"account.js": ACCOUNT, **(near or {})}.get)


def read(name: str, data: bytes, near: Mapping[str, bytes] | None = None) -> tuple[Reading, ...]:
    made = found(name, data, near)
    assert isinstance(made, tuple), made
    return made


def tweets(*records: Json, **near: bytes) -> tuple[Reading, ...]:
    files = {name.replace("_", "-") + ".js": data for name, data in near.items()}
    return read("tweets.js", ytd("tweets", *records), files)


def told(reading: Reading) -> list[str]:
    return [f"{block.place.speaker}>{block.place.to}: {block.text}" for block in reading.blocks]


def test_what_stands_alone_is_a_source_for_each_month() -> None:
    june = tweet(4, "Elm.", created_at="Wed Jun 04 23:59:59 +0000 2025")
    assert [(one.part, one.title, told(one)) for one in tweets(tweet(2, "Oak."), june, tweet(1, "A &amp; B"))] == [
        ("2025-06", "Posts of Ann Lee, June 2025", ["Ann Lee>: Elm."]),
        ("2025-11", "Posts of Ann Lee, November 2025", ["Ann Lee>: A & B", "Ann Lee>: Oak."]),
    ]


def test_a_thread_is_a_source_of_its_own() -> None:
    month, thread = tweets(tweet(1, "Alone."), tweet(3, "2/ It rots.", 2), tweet(2, "1/3 On oak."), tweet(4, "3/", 3))
    assert (thread.part, thread.title, thread.author) == ("thread 2", "On oak", ("Ann Lee (@ann)",))
    assert (thread.url, thread.published, thread.named_by_words) == ("https://x.com/ann/status/2", "2025-11-02", True)
    assert told(thread) == ["Ann Lee>: 1/3 On oak.", "Ann Lee>: 2/ It rots.", "Ann Lee>: 3/"]
    assert told(month) == ["Ann Lee>: Alone."]


@pytest.mark.parametrize(
    ("records", "parts"),
    [
        pytest.param([tweet(1, "Oak rots."), tweet(2, "Or not.", 1)], ["2025-11"], id="two short posts"),
        pytest.param([tweet(1, "Oak rots 🧵"), tweet(2, "Or not.", 1)], ["thread 1"], id="two that say they are one"),
        pytest.param([tweet(1, "oak " * 120)], ["thread 1"], id="one long post"),
        pytest.param([tweet(1, "a", 3), tweet(2, "b", 1), tweet(3, "c", 2)], ["thread 1"], id="a circle"),
        pytest.param([tweet(1, "a", 1)], ["2025-11"], id="a post that answers itself"),
        pytest.param([tweet(1, "Oak.", created_at=7)], ["undated"], id="no date"),
    ],
)
def test_a_chain_of_posts_has_a_source_where_it_has_a_subject(records: list[Json], parts: list[str]) -> None:
    assert sorted(one.part for one in tweets(*records)) == parts


def test_a_repost_is_marked_and_nobody_is_given_words_of_another() -> None:
    (month,) = tweets(tweet(1, "RT @bob: Oak rots…"))
    assert month.author == ()
    assert [(block.kind, block.text, block.place.speaker) for block in month.blocks] == [
        ("quote", "RT @bob: Oak rots…", "@bob")
    ]


def test_an_answer_names_whom_it_answers_instead_of_opening_with_the_name() -> None:
    assert told(tweets(tweet(1, "@bob @cem Oak.", "bob"))[0]) == ["Ann Lee>@bob: @cem Oak."]


def test_shortened_addresses_are_told_whole_and_those_of_pictures_are_not() -> None:
    links = {"urls": [{"url": "https://t.co/a", "expanded_url": "https://m.example/p"}]}
    media: Json = {"type": "photo", "url": "https://t.co/b", "media_url_https": "https://pbs.example/media/Q-x.png"}
    files = {"media": [media, {"type": "video", "url": "https://t.co/b"}]}
    post = tweet(1, "See https://t.co/a https://t.co/b", entities=links, extended_entities=files)
    near = {"tweets_media/1-Q-x.png": PNG}
    (month,) = read("tweets.js", ytd("tweets", post), near)
    assert told(month)[0] == "Ann Lee>: See https://m.example/p"
    assert month.blocks[1].markdown == f"![](../assets/{month.pictures[0].name})"
    assert (month.pictures[0].data, month.warnings) == (PNG, ("left out: 1 video",))
    assert tweets(post)[0].warnings == ("left out: 1 picture, 1 video",)


def test_a_long_post_is_told_whole() -> None:
    whole = "Oak rots, " * 40 + "or not."
    notes = ytd("note_tweet", {"noteTweet": {"noteTweetId": "77", "core": {"text": whole}}})
    (post,) = tweets(tweet(1, whole[:270] + "… https://t.co/x"), note_tweet=notes)
    assert [block.text for block in post.blocks] == [whole]


def test_of_a_post_that_was_edited_only_the_last_version_is_told() -> None:
    versions = {"edit": {"editControlInitial": {"editTweetIds": ["1", "2"]}}}
    (month,) = tweets(tweet(1, "Oka.", edit_info=versions), tweet(2, "Oak.", edit_info=versions))
    assert told(month) == ["Ann Lee>: Oak."]


def test_the_parts_of_a_large_archive_are_read_with_its_first() -> None:
    part = ytd("tweets", tweet(2, "Elm."), part=1)
    assert told(tweets(tweet(1, "Oak."), tweets_part1=part)[0]) == ["Ann Lee>: Oak.", "Ann Lee>: Elm."]
    assert found("tweets-part1.js", part, {"tweets.js": b""}) == Aside("is read with tweets.js")


@pytest.mark.parametrize("what", ["like", "ad_impressions", "direct_messages", "account", "deleted_tweets"])
def test_other_files_of_an_archive_are_left_aside(what: str) -> None:
    assert found("a.js", ytd(what, {})) == Aside(f"holds the {what.replace('_', ' ')} of an X archive, no posts")


def test_a_later_archive_changes_no_earlier_month_and_no_block() -> None:
    first = [tweet(1, "Oak."), tweet(2, "Same."), tweet(5, "May.", created_at="Mon May 05 10:20:00 +0000 2025")]
    before, after = tweets(*first), tweets(tweet(30, "Same."), *first)
    assert before[0] == after[0] and before[1].blocks == after[1].blocks[:-1]


def test_an_outbox_of_mastodon_tells_warnings_answers_and_choices() -> None:
    tag = {"type": "Mention", "href": "https://o.example/users/bob", "name": "@bob@o.example"}
    answer = note(2, "<p>Oak &amp; elm</p>", inReplyTo="https://o.example/users/bob/statuses/7", tag=[tag])
    poll = note(3, "<p>Which?</p>", type="Question", oneOf=[{"name": "Oak"}, {"name": "Elm"}])
    (month,) = read(
        "outbox.json", outbox(note(1, "<p>It rots</p>", summary="CW: wood"), answer, poll), {"actor.json": ACTOR}
    )
    assert told(month) == ["Ann Lee>: CW: wood", "Ann Lee>: It rots", "Ann Lee>@bob@o.example: Oak & elm",
                           "Ann Lee>: Which?", "Ann Lee>: Oak", "Ann Lee>: Elm"]  # fmt: skip
    assert month.author == ("Ann Lee (@ann@m.example)",)


def test_boosts_and_private_messages_of_mastodon_are_left_out_with_a_warning() -> None:
    boost: Json = {"type": "Announce", "published": "2025-11-09T10:20:00Z", "object": "https://o.example/1", "id": "b"}
    private = note(2, "<p>Psst</p>", to=["https://o.example/users/bob"], cc=[])
    (month,) = read("outbox.json", outbox(note(1, "<p>Oak.</p>"), boost, private))
    assert (told(month), month.warnings) == (["@ann@m.example>: Oak."], ("left out: 1 boost, 1 private message",))


def test_a_thread_of_mastodon_is_a_source_of_its_own() -> None:
    first = "https://m.example/users/ann/statuses"
    chain = [note(at, f"<p>Part {at}</p>", inReplyTo=f"{first}/{at - 1}" if at > 1 else None) for at in (3, 1, 2)]
    (thread,) = read("outbox.json", outbox(*chain))
    assert (thread.part, thread.url, len(thread.blocks)) == ("thread 1", "https://m.example/@ann/1", 3)


FILES = {"data/tweets.js": ytd("tweets", tweet(1, "Oak.")), "data/account.js": ACCOUNT, "data/like.js": b"",
         "Your archive.html": b"<html>"}  # fmt: skip
GATE: Json = {"mediaType": "image/png", "url": "/media_attachments/files/1/x.png", "name": "A gate"}
OUTBOX = {
    "media_attachments/files/1/x.png": PNG,
    "actor.json": ACTOR,
    "outbox.json": outbox(note(1, "<p>Oak.</p>", attachment=[GATE])),
}


def zipped(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "words", "pictures"),
    [
        pytest.param(zipped(FILES), ["Oak."], 0, id="X, a ZIP file"),
        pytest.param(zipped(OUTBOX), ["Oak.", "A gate"], 1, id="Mastodon, a ZIP file"),
        pytest.param(tarred(OUTBOX), ["Oak.", "A gate"], 1, id="Mastodon, a tar.gz file"),
    ],
)
def test_a_whole_archive_is_read(data: bytes, words: list[str], pictures: int) -> None:
    (month,) = read("archive", data)
    assert [block.text for block in month.blocks] == words and month.blocks[0].place.speaker == "Ann Lee"
    assert len(month.pictures) == pictures


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        pytest.param({"Your archive.html", "assets/", "data/"}, True, id="an archive of X"),
        pytest.param({"tweets.js", "account.js", "like.js"}, True, id="only its data"),
        pytest.param({"outbox.json", "actor.json", "media_attachments/"}, True, id="an archive of Mastodon"),
        pytest.param({"data/", "README.md"}, False, id="a folder with data"),
        pytest.param({"users.json", "channels.json", "general/"}, False, id="an export of Slack"),
    ],
)
def test_a_folder_is_known_by_its_names(names: set[str], taken: bool) -> None:
    assert (post_archive.recognise(names) is not None) == taken


def test_a_folder_is_read_like_its_archive() -> None:
    made = readers.read_folder(post_archive, "twitter-2025", sorted(FILES), Overrides(), FILES.get)
    assert made == tuple(replace(one, reason="a folder with an X archive") for one in read("a.zip", zipped(FILES)))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(zipped({"word/document.xml": b"<w/>"}), id="a ZIP file of Word"),
        pytest.param(zipped({"channels.json": b"[]", "a/b/c/outbox.json": b""}), id="a ZIP file of Slack"),
        pytest.param(tarred({"README": b""}), id="another tar.gz file"),
        pytest.param(b"window.location = 1", id="other JavaScript"),
        pytest.param(b'{"orderedItems": []}', id="other JSON"),
        pytest.param(b"\x1f\x8b", id="cut off after the first bytes"),
    ],
)
def test_what_is_no_archive_of_posts_is_left_to_others(data: bytes) -> None:
    assert posts.recognise("a", data) is None


ODD: Json = {"id_str": [], "full_text": 7, "edit_info": {"initial": {"editTweetIds": 3}}, "entities": {"urls": 1}}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(ytd("tweets", tweet(1, "Oak."))[:-9], id="cut off"),
        pytest.param(b"window.YTD.tweets.part0 = " + b"[" * 200_000, id="deeply nested"),
        pytest.param(ytd("tweets"), id="empty"),
        pytest.param(ytd("tweets", {"tweet": ODD}), id="other types"),
        pytest.param(outbox({"type": "Create", "object": {"content": 7, "to": 3, "attachment": {}}}), id="of Mastodon"),
        pytest.param(zipped(FILES)[:-60], id="a ZIP file that is cut off"),
        pytest.param(tarred(OUTBOX)[:200], id="a tar.gz file that is cut off"),
    ],
)  # fmt: skip
def test_a_broken_archive_is_unreadable(data: bytes) -> None:
    assert isinstance(found("a", data, kind="posts"), Unreadable)


@pytest.mark.parametrize("packed", [zipped, tarred], ids=["ZIP", "tar.gz"])
def test_of_an_archive_that_would_fill_the_memory_one_learns_why_it_is_not_read(packed) -> None:
    refused = found("a", packed({"outbox.json": b" " * 30_000_000}), kind="posts")
    assert isinstance(refused, Unreadable)
    assert "two hundred times its size" in refused.message

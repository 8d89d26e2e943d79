"""Threads of Reddit and Hacker News: who says what to whom."""

import json

import pytest

from kb import readers
from kb.knowledge import Reading
from kb.readers.formats import forum
from kb.readers.reader import Overrides, Unreadable

Json = dict[str, object]


def listing(*children: Json) -> Json:
    return {"kind": "Listing", "data": {"after": None, "children": list(children)}}


def comment(author: str, body: str, *answers: Json, at: float = 1_700_000_100) -> Json:
    replies: object = listing(*answers) if answers else ""
    data = {"id": body[:3], "name": f"t1_{body}", "author": author, "body": body, "created_utc": at, "replies": replies}
    return {"kind": "t1", "data": data}


def post(selftext: str = "Which wood lasts?", **more: object) -> Json:
    data: Json = {"name": "t3_abc", "title": "Gates &amp; sluices", "author": "ann", "selftext": selftext}
    data |= {"permalink": "/r/mills/comments/abc/gates/", "created_utc": 1_700_000_000.0, "is_self": True}
    return {"kind": "t3", "data": data | more}


def more(count: int) -> Json:
    return {"kind": "more", "data": {"count": count, "children": ["d"]}}


def thread(*comments: Json, of: Json | None = None) -> bytes:
    return json.dumps([listing(of or post()), listing(*comments)]).encode()


def item(author: str | None, text: str | None, *children: Json, **more: object) -> Json:
    made: Json = {"id": 7, "type": "comment", "author": author, "text": text, "created_at": "2024-01-01T00:01:00.000Z"}
    return made | {"children": list(children)} | more


def story(*children: Json, text: str | None = None) -> bytes:
    return json.dumps(
        item("pg", text, *children, id=1, type="story", title="On mills", url="https://m.example/a")
    ).encode()


def read(data: bytes) -> tuple[Reading, ...]:
    found = readers.read("saved.json", data, Overrides())
    assert isinstance(found, tuple), found
    return found


def told(reading: Reading) -> list[str]:
    return [f"{block.place.speaker}>{block.place.to}: {block.text}" for block in reading.blocks]


def test_a_thread_of_reddit_says_who_answers_whom_and_when() -> None:
    (reading,) = read(thread(comment("bob", "Oak.", comment("cem", "Larch.")), comment("dee", "Elm.")))
    assert told(reading) == ["ann>: Which wood lasts?", "bob>ann: Oak.", "cem>bob: Larch.", "dee>ann: Elm."]
    assert (reading.title, reading.author, reading.published) == ("Gates & sluices", ("ann",), "2023-11-14")
    assert (reading.kind, reading.url) == ("forum", "https://www.reddit.com/r/mills/comments/abc/gates/")
    assert {block.place.when for block in reading.blocks} == {"2023-11-14 22:13", "2023-11-14 22:15"}


@pytest.mark.parametrize(
    ("comments", "expected"),
    [
        pytest.param([comment("[deleted]", "[removed]", comment("bob", "Oak."))],
                     ["[deleted]>ann: [removed]", "bob>[deleted]: Oak."], id="somebody answers it"),
        pytest.param([comment("[deleted]", "[deleted]"), comment("bob", "Oak.")], ["bob>ann: Oak."], id="nobody does"),
        pytest.param([comment("x", "[removed]", comment("y", "[deleted]"))], [], id="only deleted ones answer it"),
        pytest.param([comment("[deleted]", "Oak.")], ["[deleted]>ann: Oak."], id="only its author is deleted"),
    ],
)  # fmt: skip
def test_a_deleted_comment_stays_only_where_an_answer_hangs_on_it(comments: list[Json], expected: list[str]) -> None:
    assert told(read(thread(*comments))[0])[1:] == expected


@pytest.mark.parametrize(
    ("comments", "expected"),
    [
        pytest.param([comment("bob", "Oak.", more(11)), more(1)], "12 comments are missing", id="counted"),
        pytest.param([more(1)], "1 comment is missing", id="one"),
        pytest.param([comment("bob", "Oak.", more(0))], "1 branch is cut off", id="uncounted"),
        pytest.param([comment("AutoModerator", "I am a bot.")], "1 message of AutoModerator is left out", id="a bot"),
    ],
)
def test_what_a_thread_lacks_is_told(comments: list[Json], expected: str) -> None:
    assert read(thread(*comments))[0].warnings == (expected,)


def test_markdown_of_reddit_shows_its_tags_and_keeps_its_quotations_and_listings() -> None:
    (reading,) = read(thread(comment("bob", "&gt; Which wood?\n\nUse &lt;oak&gt; and `a &lt;b`.\n\n    if a &lt; b:")))
    assert [(block.kind, block.text) for block in reading.blocks[1:]] == [
        ("quote", "Which wood?"),
        ("turn", "Use <oak> and a <b."),
        ("code", "if a < b:"),
    ]


def test_comments_on_a_link_answer_nobody() -> None:
    (reading,) = read(thread(comment("bob", "Oak."), of=post("", is_self=False, url="https://m.example/?a=1&amp;b=2")))
    assert told(reading) == ["ann>: https://m.example/?a=1&b=2", "bob>: Oak."]


def test_each_saved_post_and_comment_is_a_source_whose_part_is_its_id() -> None:
    data = json.dumps(listing(post(), comment("bob", "Oak."), comment("[deleted]", "[removed]"))).encode()
    assert [(one.part, one.title) for one in read(data)] == [
        ("t3_abc", "Gates & sluices"),
        ("t1_Oak.", "Comment by bob"),
    ]


def test_saved_posts_stay_the_same_parts_when_more_are_saved() -> None:
    before = read(json.dumps(listing(post())).encode())
    after = read(json.dumps(listing(post("Stone?", name="t3_new"), post())).encode())
    assert before[0] in after


def test_a_thread_of_hacker_news_says_who_answers_whom() -> None:
    quoting = "&gt; Oak rots.<p>It doesn&#x27;t.<pre><code>a &lt; b\n</code></pre>"
    (reading,) = read(story(item("ann", "Oak rots.", item("bob", quoting)), text="I built one."))
    assert told(reading) == ["pg>: I built one.", "pg>: https://m.example/a", "ann>pg: Oak rots.",
                             "bob>ann: Oak rots.", "bob>ann: It doesn't.", "bob>ann: a < b"]  # fmt: skip
    assert [block.kind for block in reading.blocks[-3:]] == ["quote", "turn", "code"]
    assert (reading.title, reading.published, reading.url) == (
        "On mills", "2024-01-01", "https://news.ycombinator.com/item?id=1")  # fmt: skip


def test_a_link_that_is_shown_cut_short_is_told_whole() -> None:
    link = '<a href="https:&#x2F;&#x2F;m.example&#x2F;way" rel="nofollow">https:&#x2F;&#x2F;m.exam...</a>'
    assert told(read(story(item("ann", link)))[0])[-1] == "ann>: https://m.example/way"


def test_a_flagged_answer_stays_only_where_somebody_answers_it() -> None:
    (reading,) = read(story(item(None, None, item("bob", "Oak.")), item(None, None)))
    assert told(reading)[1:] == ["[deleted]>: [deleted]", "bob>[deleted]: Oak."]


@pytest.mark.parametrize(
    ("value", "turns", "warnings"),
    [
        pytest.param({"kids": [2, 3], "descendants": 71}, 1, ("71 comments are missing",), id="answers as numbers"),
        pytest.param({"kids": [{"by": "ann", "id": 2, "text": "Oak.", "time": 1}]}, 2, (), id="answers inside"),
    ],
)
def test_an_item_of_firebase_tells_what_it_does_not_hold(value: Json, turns: int, warnings: tuple[str]) -> None:
    whole = {"by": "pg", "id": 1, "time": 1_700_000_000, "type": "story", "title": "T", "text": "On mills."} | value
    (reading,) = read(json.dumps(whole).encode())
    assert (len(reading.blocks), reading.warnings) == (turns, warnings)


def test_a_list_of_items_is_put_in_the_order_of_the_thread() -> None:
    made = [(1, None, "a"), (2, 1, "b"), (3, 1, "c"), (4, 2, "d")]
    items = [{"by": by, "id": at, "parent": to, "time": 9, "type": "comment", "text": f"{by}."} for at, to, by in made]
    assert told(read(json.dumps(items).encode())[0]) == ["a>: a.", "b>a: b.", "d>b: d.", "c>a: c."]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'{"kind": "note", "children": []}', id="other JSON with children"),
        pytest.param(b'[{"type": "message", "user": "U1", "text": "hi", "ts": "1.0"}]', id="a day of Slack"),
        pytest.param(b'{"type": "story", "id": 1}', id="an item without author"),
        pytest.param(b'{"type": "OrderedCollection", "orderedItems": []}', id="an outbox of Mastodon"),
        pytest.param(b'The "kind": "Listing" has "children"', id="prose that speaks of a Listing"),
        pytest.param(b"", id="empty"),
    ],
)  # fmt: skip
def test_what_is_no_thread_is_left_to_others(data: bytes) -> None:
    assert forum.recognise("a.json", data) is None


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(thread(comment("bob", "Oak."))[:-9], id="cut off"),
        pytest.param(b'[{"kind": "Listing", "children": ' + b"[" * 200_000, id="deeply nested"),
        pytest.param(b'[{"kind": "Listing", "data": {"children": 7}}, 8, null]', id="numbers for lists"),
        pytest.param(json.dumps([listing(post(7, title=None, created_utc="x"))] * 2).encode(), id="numbers for texts"),
        pytest.param(b'{"type": "story", "by": [], "id": {}, "time": 1e400, "kids": 3}', id="lists for names"),
        pytest.param(b"[null]", id="nothing, chosen by hand"),
    ],
)  # fmt: skip
def test_a_broken_thread_is_unreadable(data: bytes) -> None:
    assert isinstance(readers.read("a.json", data, Overrides(kind="forum")), Unreadable)


def test_a_long_chain_of_answers_is_no_recursion() -> None:
    below = comment("bob", "Oak.")
    for at in range(150):
        below = comment("ann", f"Why {at}?", below)
    assert len(read(thread(below))[0].blocks) == 152

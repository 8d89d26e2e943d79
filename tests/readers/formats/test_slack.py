"""Slack: channels by month, threads together, names for ids."""

import pytest
from exports import as_json, aside, lines, names, read, refused, zipped

from kb import readers
from kb.readers.folders import slack_export
from kb.readers.reader import Overrides

USERS = as_json(
    [
        {"id": "U1", "team_id": "T1", "name": "ann", "real_name": "Ann Lee", "profile": {"display_name": "annie"}},
        {"id": "U2", "team_id": "T1", "name": "bob", "profile": {"real_name": "", "display_name": "Bob"}},
    ]
)
CHANNELS = as_json([{"id": "C1", "name": "general", "created": 1, "creator": "U1", "members": ["U1", "U2"]}])


def message(user: str, ts: float, text: str, **more: object) -> dict[str, object]:
    return {"type": "message", "user": user, "ts": f"{ts:.6f}", "text": text, **more}


NEW_YEAR = 1704189600.0
"""2 January 2024, 10:00 UTC."""
DAY = 86400
FIRST = as_json(
    [
        message("U1", NEW_YEAR, "Shall we deploy?", thread_ts=f"{NEW_YEAR:.6f}"),
        message("U2", NEW_YEAR + 60, "Lunch is at one."),
        message("U2", NEW_YEAR + 120, "Yes, <@U1> &amp; <!here>.", thread_ts=f"{NEW_YEAR:.6f}"),
        message("U3", NEW_YEAR + 180, "<@U3> has joined the channel", subtype="channel_join"),
    ]
)
EXPORT = {"users.json": USERS, "channels.json": CHANNELS, "general/2024-01-02.json": FIRST}
LATER = {"general/2024-01-03.json": as_json([message("U1", NEW_YEAR + DAY, "It is out.")])}
FEBRUARY = {"general/2024-02-02.json": as_json([message("U2", NEW_YEAR + 31 * DAY, "A new month.")])}


def test_threads_stand_together_and_joins_are_dropped() -> None:
    (reading,) = read(zipped(EXPORT))
    assert lines(reading) == [
        "Ann Lee: Shall we deploy?",
        "Bob to Ann Lee: Yes, @Ann Lee & @here.",
        "Bob: Lunch is at one.",
    ]
    assert (reading.kind, reading.title) == ("chat", "#general on Slack, January 2024")
    assert (reading.published, reading.blocks[1].place.when) == ("2024-01-02", "2024-01-02 10:02")


def test_a_later_export_keeps_parts_and_ids() -> None:
    before, after = names(*read(zipped(EXPORT))), names(*read(zipped({**EXPORT, **LATER, **FEBRUARY})))
    assert list(after) == ["general 2024-01", "general 2024-02"]
    assert before["general 2024-01"] < after["general 2024-01"]


def test_an_unpacked_export_says_the_same_as_its_zip_file() -> None:
    assert slack_export.recognise({"users.json", "channels.json", "general/"})
    assert slack_export.recognise({"users.json", "general/"}) is None
    found = readers.read_folder(slack_export, "export", [*EXPORT], Overrides(), EXPORT.get)
    assert isinstance(found, tuple) and found[0].reason and names(*found) == names(*read(zipped(EXPORT)))


def test_an_export_packed_with_its_folder_is_read_too() -> None:
    inner = {f"acme export/{name}": data for name, data in EXPORT.items()}
    assert names(*read(zipped(inner))) == names(*read(zipped(EXPORT)))


def test_a_day_by_itself_takes_names_from_the_folder_above() -> None:
    (reading,) = read(FIRST, {"../users.json": USERS}.get)
    assert reading.title == "Slack, 2 January 2024" and reading.blocks[0].place.speaker == "Ann Lee"
    (reading,) = read(FIRST)
    assert reading.blocks[0].place.speaker == "U1" and "named by their ids" in reading.warnings[0]


@pytest.mark.parametrize(
    ("given", "text", "markdown"),
    [
        pytest.param("see <https://a.org/x|the plan>", "see the plan", "see [the plan](https://a.org/x)", id="label"),
        pytest.param("see <https://a.org/x>", "see https://a.org/x", "see https://a.org/x", id="bare address"),
        pytest.param("<javascript:alert(1)|press>", "press", "press", id="an address that leads nowhere"),
        pytest.param("in <#C1|general>", "in #general", "in \\#general", id="channel"),
        pytest.param("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2", "1 < 2 && 3 > 2", id="entities"),
        pytest.param("*very* _good_ ~bad~", "very good bad", "very good bad", id="emphasis"),
        pytest.param("a_b_c * d *", "a_b_c * d *", "a_b_c * d *", id="no emphasis"),
        pytest.param("run `a &amp;&amp; *b*`", "run a && *b*", "run `a && *b*`", id="code"),
        pytest.param("&lt;b&gt; is a tag", "<b> is a tag", "\\<b> is a tag", id="no tag"),
        pytest.param("# no heading", "# no heading", "\\# no heading", id="no heading"),
    ],
)
def test_words_are_those_that_readers_see(given: str, text: str, markdown: str) -> None:
    (reading,) = read(as_json([message("U1", NEW_YEAR, given)]))
    assert (reading.blocks[0].text, reading.blocks[0].markdown) == (text, markdown)


def test_listings_and_quotations_are_blocks_of_their_own() -> None:
    (reading,) = read(as_json([message("U1", NEW_YEAR, "so:\n```a &lt; b\nc```\n&gt; who said\nnot me")]))
    shown = [(block.kind, block.text) for block in reading.blocks]
    assert shown == [("turn", "so:"), ("code", "a < b\nc"), ("quote", "who said"), ("turn", "not me")]


def test_programs_are_marked_and_their_cards_are_read() -> None:
    card = {"fallback": "x", "title": "Build 7", "text": "passed"}
    bot = message("", NEW_YEAR, "", subtype="bot_message", username="CI", attachments=[card])
    assert lines(*read(as_json([bot]))) == ["CI (bot): Build 7", "CI (bot): passed"]


def test_files_are_links_without_the_key_that_opens_them() -> None:
    file = {"title": "plan.pdf", "url_private": "https://files.slack.com/plan.pdf?t=xoxe-1234"}
    (reading,) = read(as_json([message("U1", NEW_YEAR, "", files=[file])]))
    assert reading.blocks[0].markdown == "[plan.pdf](https://files.slack.com/plan.pdf)"


def test_a_conversation_between_a_few_is_named_by_them() -> None:
    dms = as_json([{"id": "D1", "created": 1, "members": ["U1", "U2"]}])
    (reading,) = read(zipped({"users.json": USERS, "dms.json": dms, "D1/2024-01-02.json": FIRST}))
    assert reading.title == "Ann Lee, Bob on Slack, January 2024"


def test_a_broken_day_is_left_out_with_a_warning() -> None:
    (reading,) = read(zipped({**EXPORT, "general/2024-01-03.json": b"[{"}))
    assert reading.warnings == ("general/2024-01-03.json is broken and was left out",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(zipped(EXPORT)[:-30], "broken or cut off", id="cut off ZIP file"),
        pytest.param(FIRST[:-9], "broken or cut off", id="cut off day"),
        pytest.param(zipped({**EXPORT, "general/2024-01-02.json": b"[]"}), "without messages", id="no messages"),
    ],
)  # fmt: skip
def test_what_can_t_be_read_says_why(data: bytes, words: str) -> None:
    assert words in refused(data)


def test_an_export_that_swells_is_refused() -> None:
    assert "two hundred times" in refused(zipped({**EXPORT, "general/2024-01-04.json": b" " * 30_000_000}))


def test_lists_of_members_and_channels_are_no_sources() -> None:
    assert aside(USERS) == aside(CHANNELS) == "lists the members or channels of a Slack export"


def test_wrong_types_are_passed_over() -> None:
    odd: list[object] = [{"type": "message", "ts": "1704189600.000100", "user": 7, "text": ["no"]}, 8, None]
    odd += [message("U1", NEW_YEAR, "fine", files="x", thread_ts=None, attachments=3), {"ts": {}, "text": "when?"}]
    assert lines(*read(as_json(odd))) == ["Somebody: when?", "U1: fine"]

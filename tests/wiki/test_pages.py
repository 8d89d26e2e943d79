"""Pages as people read them, in full."""

from dataclasses import replace

import pytest

from building import article, block, citation, concept, sentence, source
from kb.knowledge import Section
from kb.markup import readable
from kb.stages.link import link
from kb.stages.summarise import Summary
from kb.stages.yields import Yield
from kb.wiki.citing import Shelf, relative, timestamp
from kb.wiki.concept_page import concept_page
from kb.wiki.harmless import harmless
from kb.wiki.shortening import shortened
from kb.wiki.source_page import Told, holds, source_page

TALK = source(
    "talk", "The dam [sic] opened in 1966.", "It cost 620 million.", title="A talk: the dam", folder="raw/talks"
)
SHELF = Shelf.of([TALK])
OPENED = sentence("The dam opened in 1966.", citation("talk", "The dam [sic] opened in 1966."), speaker="Ana Ruiz")
COST = sentence("It cost 620 million.", citation("talk", "It cost 620 million.", 2))


def test_a_concept_page():
    dam = article("Dam", OPENED, COST, aliases=["barrage"], neighbours=["cost"])
    pages = [dam, article("cost", sentence("A dam costs.", citation("talk", "It cost 620 million.", 2)))]
    concepts = {one.concept.id: one.concept for one in pages}
    text = concept_page(dam, link(pages), concepts, SHELF).stamped("kb/1 x", "2026-01-02T03:04:05Z")
    assert text.split("---\n", 2)[2] == (
        """\
# Dam

The dam opened in 1966.[^talk-1]
It [cost](cost.md) 620 million.[^talk-2]

## Related

[cost](cost.md)

[^talk-1]: "The dam [sic] opened in 1966." — [A talk: the dam](../sources/talk.md#^k00000001)
[^talk-2]: "It cost 620 million." — [A talk: the dam](../sources/talk.md#^k00000002)
"""
    )


def test_a_page_that_quotes_says_so_and_lists_by_source():
    dam = article("Dam")
    dam = replace(dam, quoted=True, sections=(Section("A talk: the dam", (COST,), TALK.id),))
    body = concept_page(dam, link([dam]), {dam.concept.id: dam.concept}, SHELF).body
    assert "No model has written prose" in body
    assert "## A talk: the dam\n\n[Source](../sources/talk.md)\n\n- It cost 620 million.[^talk-1]" in body


def reworded(of):
    return replace(of, reading=replace(of.reading, wording="machine_reworded"))


def test_words_that_a_program_changed_are_nobodys():
    dam = article("Dam", OPENED)
    page = concept_page(dam, link([dam]), {dam.concept.id: dam.concept}, Shelf.of([reworded(TALK)])).body
    assert "Ana Ruiz" not in page
    assert "— [A talk: the dam (reworded)](" in page


def test_the_speaker_of_reworded_words_stands_in_no_footnote():
    spoken = replace(TALK, reading=replace(TALK.reading, blocks=(block("It opened.", speaker="Ana Ruiz"),)))
    cited = citation("talk", "It opened.")
    assert Shelf.of([spoken]).where(cited) == "A talk: the dam, Ana Ruiz"
    assert Shelf.of([reworded(spoken)]).where(cited) == "A talk: the dam (reworded)"


def card(**reading):
    described = replace(TALK, reading=replace(TALK.reading, **reading))
    return source_page(described, None, Shelf.of([described])).body.split("\n\n")[1]


def test_a_card_says_what_a_document_is_and_whose_words():
    assert card(genre="site visit", wording="machine_reworded").startswith("> Site visit · en · 10 words · machine-")


def test_a_card_names_speakers_with_their_office_and_who_else_takes_part():
    blocks = (block("Yes.", number=1, speaker="Ana"), block("No.", number=2, speaker="Bo Lind"))
    told = card(blocks=blocks, participants=("Ana Ruiz (engineer)", "Cy Moe"))
    assert "> Article · Ana Ruiz (engineer), Bo Lind, Cy Moe · en" in told


@pytest.mark.parametrize(
    ("authors", "told"),
    [
        pytest.param(("Ana", "Bo Lind"), "> Article · Ana, Bo Lind · en", id="whose authors are all who speak: once"),
        pytest.param(("Ana (@ana)", "Bo Lind"), "> Article · Ana (@ana), Bo Lind · en", id="with what they are called"),
        pytest.param(("Ana",), "> Article · Ana · Ana, Bo Lind · en", id="in which others speak too: both"),
    ],
)
def test_a_card_names_nobody_twice_for_nothing_of_a_source(authors, told):
    blocks = (block("Yes.", number=1, speaker="Ana"), block("No.", number=2, speaker="Bo Lind"))
    assert told in card(blocks=blocks, author=authors)


def test_a_source_page_holds_the_summary_the_text_and_where_it_is_quoted():
    dam = concept("Dam")
    told = Told(Summary("A talk.", (COST,)), Yield(3, 0.5, {"quote not in the source": 1}), (dam,))
    body = source_page(TALK, told, SHELF).body
    assert "> 3 claims quote 50% of the text; 1 dropped: quote not in the source" in body
    assert body.index("## Key passages") < body.index("## Text") < body.index("## Quoted in")
    assert "It cost 620 million. ^k00000002" in body
    assert '[^talk-1]: "It cost 620 million." — [A talk: the dam](#^k00000002)' in body


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        pytest.param("See ![](https://far.example/i.png) there.", "See  there.", id="one without words"),
        pytest.param("See [![](https://far.example/i.png)](https://far.example/) there.", "See  there.",
                     id="one that is a link"),
        pytest.param('See ![ ](<https://far.example/i.png> "A title") there.', "See  there.", id="one with a title"),
        pytest.param("See ![a map](https://far.example/i.png) there.",
                     "See [a map](https://far.example/i.png) there.", id="one with words"),
    ],
)  # fmt: skip
def test_a_picture_of_the_web_is_its_words_or_nothing(markdown: str, shown: str):
    assert harmless(replace(block(readable(markdown)), markdown=markdown)) == f"{shown} ^k00000001"


def test_who_speaks_and_when_stands_where_it_changes():
    blocks = (
        block("One.", number=1, speaker="Ana", seconds=0.0),
        block("Two.", number=2, speaker="Ana", seconds=9.5),
        block("Three.", number=3, speaker="Bo", seconds=65.0),
    )
    talk = replace(TALK, reading=replace(TALK.reading, blocks=blocks))
    body = source_page(talk, None, Shelf.of([talk])).body
    assert "**Ana** 0:00\n\nOne. ^k00000001\n\n0:09\n\nTwo. ^k00000002\n\n**Bo** 1:05\n\nThree. ^k00000003" in body


def test_a_page_says_where_an_ai_speaks():
    answer = block("It was hot.", speaker="ChatGPT (gpt-4o)")
    answer = replace(answer, place=replace(answer.place, machine=True))
    asked = replace(TALK, reading=replace(TALK.reading, blocks=(*TALK.blocks, answer)))
    warned = [("nobody's word" in source_page(one, None, Shelf.of([one])).body) for one in (TALK, asked)]
    assert warned == [False, True]


def test_a_page_holds_its_text_until_the_text_changes():
    page = source_page(TALK, None, SHELF).stamped("kb/1 x", "2026-01-02T03:04:05Z").encode()
    other = source("talk", "Other words.", title="A talk: the dam", folder="raw/talks")
    assert holds(page, TALK)
    assert holds(page.replace(b"\n", b"\r\n"), TALK)
    assert not holds(page, other)


def test_links_between_folders_are_relative_and_encoded():
    assert relative("concepts/a.md", "sources/b c.md") == "../sources/b%20c.md"
    assert relative("index.md", "concepts/a.md") == "concepts/a.md"


def test_times_read_like_a_player_shows_them():
    assert [timestamp(s) for s in (0, 65.9, 3723)] == ["0:00", "1:05", "1:02:03"]


def test_long_lines_are_cut_at_a_word():
    assert shortened("one two three four", 12) == "one two…"

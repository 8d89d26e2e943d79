"""What of a source's markdown stands on its page, and what of it is only words there."""

import pytest

from kb.knowledge import Block, BlockId, Place
from kb.markup import readable
from kb.wiki.harmless import harmless


def shown(markdown):
    block = Block(BlockId("kaaaaaaaa"), "paragraph", readable(markdown), markdown, Place((1, 1)))
    return harmless(block).removesuffix(" ^kaaaaaaaa")


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("See [the wall](https://a.b/c).", id="an address of the web"),
        pytest.param("Write to [us](mailto:a@b.c).", id="a mailbox"),
        pytest.param("![the wall](../assets/0123456789ab.png)", id="a picture of the source"),
        pytest.param("*Much* **more** `code`", id="emphasis and code"),
    ],
)
def test_what_does_no_harm_stays(markdown) -> None:
    assert shown(markdown) == markdown


@pytest.mark.parametrize(
    ("markdown", "left"),
    [
        pytest.param("See [the plan](plan.md).", "See [the plan](#).", id="a file beside the raw one"),
        pytest.param("See [it](../docs/a.pdf#p2).", "See [it](#).", id="a file in another folder"),
        pytest.param("See [[The wall]].", "See The wall.", id="a note beside the raw one"),
        pytest.param("See [[The wall|it]].", "See it.", id="a note by another name"),
        pytest.param("![[wall.png]]", "wall.png", id="an embedded file"),
        pytest.param("[x](javascript:alert(1))", "[x](#)", id="a program"),
        pytest.param("[x](file:///etc/passwd)", "[x](#)", id="a file of this machine"),
    ],
)
def test_what_leads_elsewhere_is_words(markdown, left) -> None:
    assert shown(markdown) == left

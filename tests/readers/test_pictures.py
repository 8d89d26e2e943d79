"""Images beside notes, and what is worth showing."""

import pytest

from drawn import jpeg, png
from kb import readers
from kb.readers.pictures import is_tiny, picture, size
from kb.readers.reader import Overrides

NAME = picture(png()).name
BESIDE = {"plan.png": png(), "attachments/wall.jpg": jpeg(), "dot.png": png(1, 1), "notes.txt": b"no image"}


def note(markdown):
    (found,) = readers.read("a.md", f"---\ntitle: A\n---\n{markdown}\n".encode(), Overrides(), BESIDE.get)
    return found


@pytest.mark.parametrize(
    ("markdown", "shown", "text"),
    [
        ("![the plan](plan.png)", f"![the plan](../assets/{NAME})", "the plan"),
        ("![the plan](./plan.png 'a title')", f"![the plan](../assets/{NAME})", "the plan"),
        ("See ![](plan.png) here.", f"See ![](../assets/{NAME}) here.", "See here."),
        ("![[plan.png]]", f"![](../assets/{NAME})", ""),
        ("![[plan.png|300]]", f"![](../assets/{NAME})", ""),
        ("![[plan.png|the plan]]", f"![the plan](../assets/{NAME})", "the plan"),
        ("![[wall.jpg]]", f"![](../assets/{picture(jpeg()).name})", ""),
    ],
)
def test_a_note_shows_the_pictures_that_lie_beside_it(markdown, shown, text) -> None:
    (block,) = note(markdown).blocks
    assert (block.markdown, block.text) == (shown, text)


@pytest.mark.parametrize(
    "markdown",
    ["![far](https://a.b/c.png)", "![gone](gone.png)", "![dot](dot.png)", "![notes](notes.txt)", "`![x](plan.png)`"],
)
def test_what_is_elsewhere_missing_tiny_or_no_image_stays_as_it_was(markdown) -> None:
    found = note(f"Words {markdown}")
    assert found.blocks[0].markdown == f"Words {markdown}" and found.pictures == ()


def test_a_missing_picture_is_told_of() -> None:
    assert note("![a](gone.png) ![b](gone-too.png)").warnings == ("2 pictures are missing beside it",)


def test_a_picture_shown_twice_is_kept_once() -> None:
    assert len(note("![a](plan.png)\n\n![b](plan.png)").pictures) == 1


@pytest.mark.parametrize(("data", "sides"), [(png(30, 40), (30, 40)), (jpeg(50, 20), (50, 20)), (b"GIF89a", None)])
def test_sides_are_read_from_the_head(data, sides) -> None:
    assert size(data) == sides and is_tiny(data) == (sides == (50, 20))

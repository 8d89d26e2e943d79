"""A link and a wikilink to pages that do not exist."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> list[Planted]:
    return [
        ground.note_with("with-a-link", "See [the page](nowhere-at-all.md)."),
        ground.note_with("with-a-wikilink", "See [[Nowhere at all]]."),
    ]

"""A link to a file of one machine."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note_with("with-a-file", "See [it](file:///plans/weir.pdf).")

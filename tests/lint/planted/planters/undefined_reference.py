"""A reference that no line defines."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note_with("with-a-reference", "See [the project][projekt].")

"""An address with two schemes."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note_with("with-two-schemes", "See [it](https://https://example.org/).")

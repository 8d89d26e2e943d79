"""A link to the page that it stands on."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note_with("with-itself", "See [it](with-itself.md).")

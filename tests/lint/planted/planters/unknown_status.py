"""A status that is misspelled."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note_saying("with-a-status", "status: depricated\n")

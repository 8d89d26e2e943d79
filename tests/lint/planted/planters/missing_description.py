"""A note without a description."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note("without-description", front="type: Note\ntitle: Without\n")

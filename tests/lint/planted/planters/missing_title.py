"""A note without a title."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note("without-title", front="type: Note\ndescription: A remark.\n")

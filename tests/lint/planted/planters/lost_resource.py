"""A resource that is not there."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note_saying("with-a-resource", "resource: plans/lost.pdf\n")

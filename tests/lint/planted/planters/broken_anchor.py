"""A link to a heading that is not there."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note_with("with-an-anchor", "See [[planted#No such heading]].")

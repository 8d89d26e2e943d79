"""An entry of the sources that leads nowhere."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note_saying("with-sources", "sources:\n  - {title: The weir}\n")

"""A raw file that came after the last build."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    ground.write("raw/planted.txt", "The planted file tells of a mill that nobody has read about yet.\n")
    return Planted("raw/planted.txt")

"""A link to a version that kb offered."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    ground.write("wiki/gone.md.new", "What kb would write.\n")
    return ground.note_with("linking-to-an-offer", "See [it](gone.md.new).")

"""A script in a note."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note_with("with-a-script", "<script>alert(1)</script>")

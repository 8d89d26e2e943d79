"""A link with one character where its file has two."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    ground.note("zu\u0308rich")
    return ground.note_with("with-an-accent", "See [it](z\u00fcrich.md).")

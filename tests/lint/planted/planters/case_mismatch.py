"""A link in another case than its file."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    ground.note("other-case")
    return ground.note_with("with-a-case", "See [it](Other-Case.md).")

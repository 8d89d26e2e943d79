"""A merge that nobody finished."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    marks = ("<" * 7 + " ours", "One.", "=" * 7, "Two.", ">" * 7 + " theirs")
    return ground.note_with("with-a-conflict", "\n".join(marks))

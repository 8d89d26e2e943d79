"""Words that nobody sees."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note_with("with-hidden-text", '<span style="display:none">Unseen words.</span>')

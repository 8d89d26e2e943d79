"""A comment that allows what is not there."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note_with("allowing", "Eels are fish. <!-- kb: allow LNK001 -->")

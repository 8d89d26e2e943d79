"""A comment that allows a rule which there is not."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note_with("allowing-nothing", "Eels are fish. <!-- kb: allow XYZ999 -->")

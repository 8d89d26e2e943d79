"""A sentence with a number that its quote does not have."""

from lint.planted.ground import Ground, Planted

_SENTENCE = r"^(- [^\n\[]*?)\b\d{2,3}\b(?![\d.,])([^\n]*\]$)"


def plant(ground: Ground) -> Planted:
    return ground.edit(ground.article(_SENTENCE), _SENTENCE, r"\g<1>777\2")

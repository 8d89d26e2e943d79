"""A quote with a word that the source does not have."""

from lint.planted.ground import Ground, Planted

_QUOTE = r"^(\[\^[^\]]+\]: \"[^\"\n]*? )[a-z]{4,}( [^\"\n]*\" — )"


def plant(ground: Ground) -> Planted:
    return ground.edit(ground.article(_QUOTE), _QUOTE, r"\1seldom\2")

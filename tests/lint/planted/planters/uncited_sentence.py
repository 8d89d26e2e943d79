"""A sentence that nobody said, at the top of an article."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.edit(ground.article(), r"^(# .+\n)", r"\1\nNobody has ever doubted that.\n")

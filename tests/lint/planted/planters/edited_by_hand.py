"""A remark that a person wrote into an article."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return Planted(ground.edit(ground.article(), r"^(# .+\n)", r"\1\n> A remark.\n", stamped=False).path)

"""A footnote that cites a block which its source page does not have."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.edit(ground.article(), r"^(\[\^[^\]]+\]: .*#\^)k[0-9a-f]{8}\)$", r"\1k0000dead)")

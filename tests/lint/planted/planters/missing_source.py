"""A raw file that was deleted."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    page = ground.source()
    (ground.root / page.string("resource")).unlink()
    return Planted(page.path, page.line_of("resource"))

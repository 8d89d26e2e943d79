"""A raw file that was edited after it was read."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    page = ground.source()
    raw = page.string("resource")
    ground.write(raw, ground.text(raw) + "\nA word more.\n")
    return Planted(page.path, page.line_of("sha256"))

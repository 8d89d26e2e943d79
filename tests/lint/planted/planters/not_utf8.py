"""A note in another encoding."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    path = ground.note("in-latin-1", "Zürich.\n").path
    (ground.root / path).write_bytes(ground.text(path).encode("latin-1"))
    return Planted(path)

"""A version that waits beside its page."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    path = ground.note("with-an-offer").path
    ground.write(f"{path}.new", "What kb would write.\n")
    return Planted(path)

"""A key of a server."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    # In pieces, so that this file holds none.
    key = "".join(("wJq8rXUt", "nFEMaK7M", "DENGbPxR", "fiCYzKq3", "vLd8QsT1"))
    return ground.note_with("with-a-key", f"AWS_SECRET_ACCESS_KEY={key}")

"""A word that a person put into the text of a source."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    ground.told("gum", "The mill was opened in spring.")
    path = "wiki/sources/gum.md"
    ground.write(path, ground.text(path).replace("opened in", "closed in"))
    ground.consequences.add(("ART001", path))
    return ground.line(path, "The mill was closed")

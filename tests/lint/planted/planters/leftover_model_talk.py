"""What a model says to the person it writes for."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = ground.told("dogwood", "The mill was opened in spring.")
    page = ground.written(
        "concepts/dogwood",
        "Dogwood",
        "Here is the revised article:[^1]\n\nThe mill was opened in spring.[^1]",
        told,
    )
    return ground.line(page.path, "Here is")

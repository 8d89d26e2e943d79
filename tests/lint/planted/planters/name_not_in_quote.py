"""A name that no quote holds."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = ground.told("elm", "The mill was opened in spring.")
    page = ground.written("concepts/elm", "Elm", "In spring Ana Ruiz opened the mill.[^1]", told)
    return ground.line(page.path, "In spring")

"""A sentence with a number that its quote does not have."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = ground.told("ash", "The mill was opened in 1911 with 45 looms.")
    page = ground.written("concepts/ash", "Ash", "The mill was opened in 1911 with 777 looms.[^1]", told)
    return ground.line(page.path, "The mill")

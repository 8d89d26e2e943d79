"""A term that no quote holds."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = ground.told("fir", "In spring the eels were full of worms.")
    page = ground.written("concepts/fir", "Fir", "In spring the eels died of anguillicolosis.[^1]", told)
    return ground.line(page.path, "In spring")

"""A note that does not say what it is."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    return ground.note("without-type", front="title: Without type\ndescription: A remark.\n")

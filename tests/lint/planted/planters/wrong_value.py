"""A title that is a number."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    place = ground.note("with-a-number", front="type: Note\ntitle: 2026\ndescription: A remark.\n")
    return Planted(place.path, 3)

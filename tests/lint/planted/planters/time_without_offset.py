"""A time that may be any of two dozen moments."""

from lint.planted.ground import NOTE, Ground, Planted


def plant(ground: Ground) -> Planted:
    front = NOTE.format(title="Stale") + "stale_after: 2027-01-01 09:00\n"
    return Planted(ground.note("stale", front=front).path, 5)

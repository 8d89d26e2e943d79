"""A note without front matter, and one with front matter that can't be read."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> list[Planted]:
    broken = ground.note("with-broken-front-matter", front="type: Note\ntitle: Volvo: the deal\n")
    return [ground.note("without-front-matter", front=""), Planted(broken.path, 3)]

"""A name that eight articles use."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    words = "It was paid for by the Larch Valley Fund in spring."
    told = ground.told("nutmeg", words)
    titles = ("Nutmeg", "Olive", "Poplar", "Quince", "Rowan", "Spruce", "Teak", "Umbrella")
    pages = [ground.written(f"concepts/{title.lower()}", title, f"{words}[^1]", told) for title in titles]
    return ground.line(pages[0].path, words)

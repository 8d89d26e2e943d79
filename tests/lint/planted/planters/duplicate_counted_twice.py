"""An article that cites a source and its duplicate."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    words = "The mill was opened in spring."
    told = [ground.told("willow", words), ground.told("willow-copy", words, duplicate_of="willow")]
    page = ground.written("concepts/willow", "Willow", f"{words}[^1][^2]", *told)
    return ground.line(page.path, "[^2]: ")

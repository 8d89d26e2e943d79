"""A heading with nothing below it."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = ground.told("birch", "The mill was opened in spring.")
    page = ground.written(
        "concepts/birch",
        "Birch",
        "The mill was opened in spring.[^1]\n\n## Costs\n\n## History\n\nThe mill was opened in spring.[^1]",
        told,
    )
    return ground.line(page.path, "## Costs")

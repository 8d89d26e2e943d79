"""An article that begins with a section."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = ground.told("cedar", "The mill was opened in spring.")
    page = ground.written("concepts/cedar", "Cedar", "## History\n\nThe mill was opened in spring.[^1]", told)
    return ground.line(page.path, "## History")

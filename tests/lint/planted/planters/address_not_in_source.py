"""An address that no source has."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = ground.told("alder", "The mill was opened in spring.")
    page = ground.written(
        "concepts/alder", "Alder", "The mill was [opened](https://nowhere.example/figures) in spring.[^1]", told
    )
    return ground.line(page.path, "The mill was [opened]")

"""A last sentence that was cut off."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = ground.told("ginkgo", "The mill was opened in spring.")
    page = ground.written(
        "concepts/ginkgo", "Ginkgo", "The mill was opened in spring.[^1] And then its pond in[^1]", told
    )
    return ground.line(page.path, "The mill was")

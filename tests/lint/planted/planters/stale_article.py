"""An article that is older than the draft it cites."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = ground.told("yew", "The mill was opened in spring.", status="draft")
    page = ground.written("concepts/yew", "Yew", "The mill was opened in spring.[^1]", told)
    return Planted(page.path, page.line_of("generated"))

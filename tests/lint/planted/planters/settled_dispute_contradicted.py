"""A settled dispute, and an open one about the same words."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = [
        ground.told("banyan", "The mill was opened in spring."),
        ground.told("beech", "The mill was opened in autumn."),
    ]
    sides = "- The mill was opened in spring.[^1]\n- The mill was opened in autumn.[^2]"
    open_ = ground.written("disputes/banyan", "Banyan", sides, *told, status="open")
    ground.consequences.add(("DSP001", open_.path))
    page = ground.written("disputes/beech", "Beech", sides, *told, status="settled")
    return Planted(page.path, page.line_of("status"))

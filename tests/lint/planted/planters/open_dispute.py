"""A dispute that nobody settled."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = [
        ground.told("acacia", "The mill was opened in spring."),
        ground.told("aspen", "The mill was opened in autumn."),
    ]
    sides = "- The mill was opened in spring.[^1]\n- The mill was opened in autumn.[^2]"
    page = ground.written("disputes/acacia", "Acacia", sides, *told, status="open")
    return Planted(page.path, page.line_of("status"))

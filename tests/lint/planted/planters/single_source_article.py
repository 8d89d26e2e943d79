"""A long article on one source."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = ground.told("hazel", "The mill was opened in spring.")
    page = ground.written("concepts/hazel", "Hazel", "\n".join(["The mill was opened in spring.[^1]"] * 8), told)
    return Planted(page.path, page.line_of("sources"))

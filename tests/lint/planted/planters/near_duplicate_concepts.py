"""Two articles whose titles are one."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = ground.told("viburnum", "The mill was opened in spring.")
    for title in ("Mill pond", "Mill-ponds"):
        path = f"concepts/{title.lower().replace(' ', '-')}"
        page = ground.written(path, title, "The mill was opened in spring.[^1]", told)
    return Planted(page.path, page.line_of("title"))

"""A side of a dispute whose words are gone."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = [
        ground.told("ebony", "The mill was opened in spring."),
        ground.told("fig", "The mill was opened in autumn."),
    ]
    sides = "- The mill was opened in spring.[^1]\n- The mill was opened in autumn.[^2]"
    gone = told[1].replace('autumn." —', 'winter." —')
    page = ground.written("disputes/ebony", "Ebony", sides.replace("autumn", "winter"), told[0], gone, status="settled")
    ground.consequences.add(("CIT003", page.path))
    return ground.line(page.path, "- The mill was opened in winter.")

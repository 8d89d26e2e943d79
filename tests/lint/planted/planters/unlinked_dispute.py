"""A dispute that its article does not know of."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = [
        ground.told("catalpa", "The mill was opened in spring."),
        ground.told("cypress", "The mill was opened in autumn."),
    ]
    sides = "- The mill was opened in spring.[^1]\n- The mill was opened in autumn.[^2]"
    ground.written("concepts/catalpa", "Catalpa", "The mill was opened in spring.[^1]", told[0])
    body = f"{sides}\n\n## Related\n\n[Catalpa](../concepts/catalpa.md)"
    page = ground.written("disputes/cypress", "Cypress", body, *told, status="settled")
    return ground.line(page.path, "[Catalpa]")

"""An article of more than six thousand words."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = [ground.told(name, "The mill was opened in spring.") for name in ("larch", "maple")]
    body = "The mill was opened in spring.[^1]\n\n## History\n\n"
    body += "\n".join(["The mill was opened in spring.[^1][^2]"] * 1100)
    return Planted(ground.written("concepts/larch", "Larch", body, *told).path)

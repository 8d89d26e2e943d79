"""Many sentences without a section."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    told = [ground.told(name, "The mill was opened in spring.") for name in ("juniper", "kapok")]
    body = "\n".join(["The mill was opened in spring.[^1][^2]"] * 41)
    return Planted(ground.written("concepts/juniper", "Juniper", body, *told).path)

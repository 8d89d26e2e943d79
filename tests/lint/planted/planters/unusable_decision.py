"""A decision that leads to no concept."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    table = ground.text("concepts.yaml").rstrip("\n")
    ground.write("concepts.yaml", f"{table}\n- {{id: holly, title: Holly, same_as: nowhere}}\n")
    return ground.line("concepts.yaml", "- {id: holly")

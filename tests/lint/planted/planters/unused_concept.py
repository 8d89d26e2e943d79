"""A page that is asked for and that no source supports."""

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    table = ground.text("concepts.yaml").rstrip("\n")
    ground.write("concepts.yaml", f"{table}\n- {{id: ironwood, title: Ironwood, page: always}}\n")
    return ground.line("concepts.yaml", "- {id: ironwood")

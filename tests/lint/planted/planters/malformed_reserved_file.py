"""An entry of the contents that is no link."""

from kb.wiki.scan import scan
from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    contents = scan("wiki/index.md", ground.text("wiki/index.md"))
    return ground.edit(contents, r"^(\* \[.+\n)", r"\1* no link\n")

"""A version of the format that nobody knows."""

from kb.wiki.scan import scan
from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    contents = scan("wiki/index.md", ground.text("wiki/index.md"))
    return ground.edit(contents, r"^okf_version: .*$", 'okf_version: "9.9"')

"""A page that nothing links to."""

from lint.planted.ground import NOTE, Ground, Planted


def plant(ground: Ground) -> Planted:
    ground.write("wiki/orphan.md", f"---\n{NOTE.format(title='Orphan')}---\nA remark.\n")
    return Planted("wiki/orphan.md")

"""What is called a page, and is a pipe."""

import os

from lint.planted.ground import Ground, Planted


def plant(ground: Ground) -> Planted:
    os.mkfifo(ground.root / "wiki" / "pipe.md")
    return Planted("wiki/pipe.md")

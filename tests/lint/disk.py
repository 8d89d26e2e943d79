"""A wiki on disk → what the rules look at, as `kb lint` does."""

from pathlib import Path

from kb.lint.bundle import Bundle
from kb.linting import whole
from kb.workspace import Workspace


def on_disk(root: Path) -> Bundle:
    return whole(Workspace(root))

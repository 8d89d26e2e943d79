"""A wiki on disk → what the rules look at, as `kb lint` does."""

from pathlib import Path

from kb.commands.lint import bundle_of
from kb.lint.bundle import Bundle
from kb.workspace import Workspace
from workspaces import silent


def on_disk(root: Path) -> Bundle:
    return bundle_of(Workspace(root), silent)

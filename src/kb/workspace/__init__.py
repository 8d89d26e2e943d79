"""The folder on disk: finding it, its settings, its lock, its files, its journal."""

from kb.workspace.workspace import Workspace

__all__ = ["Workspace"]

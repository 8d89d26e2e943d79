"""Folders of raw/ that are one thing: a repository, an export. One module a kind."""

from kb.readers.folders import repository
from kb.readers.folders.folder import Folder

FOLDERS: tuple[Folder, ...] = (repository,)
"""In the order in which they are asked."""

"""Folders of raw/ that are one thing: a repository, an export. One module a kind."""

from kb.readers.folders import maildir
from kb.readers.folders.folder import Folder

FOLDERS: tuple[Folder, ...] = (maildir,)
"""In the order in which they are asked."""

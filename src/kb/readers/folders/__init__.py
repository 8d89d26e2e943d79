"""Folders of raw/ that are one thing: a repository, an export. One module a kind."""

from kb.readers.folders import maildir, post_archive, repository, slack_export
from kb.readers.folders.folder import Folder

FOLDERS: tuple[Folder, ...] = (maildir, post_archive, slack_export, repository)
"""In the order in which they are asked."""

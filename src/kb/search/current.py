"""A workspace → its index, brought up to date with the pages as they stand."""

from kb.search.index import Index
from kb.workspace import Workspace

INDEX = "index.sqlite"


def current(workspace: Workspace) -> Index:
    """The caller closes it. Pages that are not UTF-8 are searched all the same, with marks for what can't be read."""
    index = Index.open(workspace.state / INDEX)
    pages = {path: data.decode("utf-8", "replace") for path, data in workspace.pages().items() if path.endswith(".md")}
    index.update(pages)
    return index

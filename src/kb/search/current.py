"""A workspace → its index, brought up to date with the pages as they stand."""

from kb.search.index import Index
from kb.workspace import Workspace

INDEX = "index.sqlite"


def current(workspace: Workspace) -> Index:
    """The caller closes it. Pages that are not UTF-8 are searched all the same, with marks for what can't be read."""
    index = Index.open(workspace.state / INDEX)
    try:
        index.look(workspace.wiki)
    except BaseException:
        index.close()
        raise
    return index

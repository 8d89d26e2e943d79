"""The file of a golden set → the questions of a run."""

import difflib
from collections.abc import Sequence
from pathlib import Path

from kb.errors import UsageError
from kb.evaluating.golden import Golden
from kb.evaluating.golden_file import parse
from kb.evaluating.known_sources import looked_up, names
from kb.workspace import Workspace, files

SET = "eval.yaml"
"""Where the set of a workspace stands, from its top."""


def path_of(workspace: Workspace, given: str) -> Path:
    """The file of a set: the one that was named, else the workspace's own."""
    return Path(given) if given else workspace.root / SET


def questions(workspace: Workspace, given: str) -> list[Golden]:
    """All questions of the set, their sources by id. Raises UsageError, SettingsError."""
    path, name = path_of(workspace, given), given or SET
    if path.is_dir():
        raise UsageError(f"{name} is a folder, and a set is a YAML file")
    data = files.read(path)
    if data is None:
        raise UsageError(
            f"there is no {name}",
            hint="Write one as docs/evaluation.md shows, or have it proposed: kb eval --draft 20",
        )
    try:
        found = parse(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8: {error.reason} at byte {error.start}", "Save it as UTF-8.") from None
    if not any(one.sources for one in found):
        return found
    pages = {path: page.decode("utf-8", "replace") for path, page in workspace.pages().items()}
    return looked_up(found, names(pages), name)


def narrowed(found: Sequence[Golden], only: Sequence[str], limit: int | None) -> list[Golden]:
    """Those with one of the tags, the first `limit` of them. Raises UsageError for a tag that no question has."""
    known = sorted({tag for one in found for tag in one.tags})
    for tag in only:
        if tag not in known:
            near = difflib.get_close_matches(tag, known, n=1)
            tags = f"Tags: {', '.join(known)}." if known else "No question has a tag."
            raise UsageError(f"--only: no question has the tag {tag!r}", f"Did you mean {near[0]!r}?" if near else tags)
    return [one for one in found if not only or set(only) & set(one.tags)][:limit]

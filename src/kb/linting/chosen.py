"""kb.yaml → which rules a workspace wants, and where: understood once, and kept while the file stays as it is."""

from collections.abc import Sequence

from kb.digest import sha256
from kb.lint.selection import Choice, PathChoice
from kb.linting.kept import Kept
from kb.workspace import Workspace, files
from kb.workspace.workspace import SETTINGS

_NAME = "chosen"


def chosen(workspace: Workspace) -> tuple[Choice, tuple[PathChoice, ...]]:
    """What holds everywhere, and what besides in some folders. Raises SettingsError."""
    kept = Kept(workspace)
    of = sha256(files.read(workspace.root / SETTINGS) or b"")
    match kept.value(_NAME):
        case {"of": str(was), "choice": list(choice), "paths": list(paths)} if was == of:
            return _choice(*choice), tuple(PathChoice(glob, _choice(*one)) for glob, *one in paths)
    # What settings are made with takes longer to load than an unchanged wiki to check.
    lint = workspace.settings.lint
    in_folders = [(glob, one.select, one.ignore) for glob, one in lint.per_path.items()]
    whole = (lint.select, lint.ignore, lint.extend_select)
    kept.keep(_NAME, {"of": of, "choice": whole, "paths": in_folders})
    return _choice(*whole), tuple(PathChoice(glob, _choice(*one)) for glob, *one in in_folders)


def _choice(*words: Sequence[str]) -> Choice:
    return Choice(*map(tuple, words))

"""Addresses → files in raw/, one after the other; what could not be had is told of and the rest goes on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kb.diagnostics import Diagnostic
from kb.fetching.guard import Refused
from kb.fetching.saved import Saving
from kb.fetching.web import Web
from kb.reports import UNFETCHED_ADDRESS, UNFETCHED_PICTURES
from kb.workspace import Workspace, files

_SAVE = "Or save the page in a browser and put that file into raw/."


@dataclass(slots=True)
class Collected:
    """What came of it."""

    fetched: list[str] = field(default_factory=list)
    """New files, from the workspace's top."""
    known: list[str] = field(default_factory=list)
    """Files that were fetched from one of the addresses before."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


Notes = Mapping[str, str]
"""What the sidecar of a page says besides where it came from and when, by its keys."""


def fetch(
    workspace: Workspace, pages: Mapping[str, Notes], web: Web, day: str, watch: Callable[[str], None]
) -> Collected:
    """Save the page of each address. `day` is today, `watch` is told of each."""
    done = Collected()
    for url, notes in pages.items():
        saving = Saving(workspace, web, day, notes)
        watch("pages fetched")
        try:
            file, is_new = saving.save(url)
        except Refused as refused:
            done.diagnostics.append(UNFETCHED_ADDRESS.at(url, str(refused), _SAVE))
            continue
        path = files.printable(file.relative_to(workspace.root).as_posix())
        (done.fetched if is_new else done.known).append(path)
        done.diagnostics += [UNFETCHED_PICTURES.at(path, warning) for warning in saving.warnings]
    return done

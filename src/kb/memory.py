"""What one compile leaves to the next ↔ files of the workspace: the concept table, windows, the facets of hubs."""

import json
from functools import partial

from kb.compiler import Memory
from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.knowledge import BlockId, ConceptId, SourceId
from kb.stages.facets import Facet, Facets
from kb.stages.windows import Cut
from kb.workspace import Workspace, concepts
from kb.writing import attempt

CUTS = ".kb/windows.json"
"""How sources were cut into windows: rebuildable; without it a few replies may be asked for again."""
FACETS = ".kb/facets.json"
"""How the articles of hubs are divided; without it hubs are outlined, and written, again."""


def load(workspace: Workspace) -> Memory:
    """Raises SettingsError for a concept table that can't be read; what else is lost is made again."""
    return Memory(concepts.parse(workspace.text(concepts.NAME)), load_cuts(workspace), _load_facets(workspace))


def load_cuts(workspace: Workspace) -> dict[SourceId, Cut]:
    try:
        data = json.loads((workspace.root / CUTS).read_bytes())
        return {SourceId(one): tuple(tuple(map(BlockId, window)) for window in cut) for one, cut in data.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _load_facets(workspace: Workspace) -> Facets:
    try:
        data = json.loads((workspace.root / FACETS).read_bytes())
        return {ConceptId(one): tuple(Facet(h, tuple(map(Digest, c))) for h, c in some) for one, some in data.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def save(workspace: Workspace, memory: Memory) -> list[Diagnostic]:
    """What the disk refused."""
    text = workspace.text(concepts.NAME)
    table = concepts.appended(text, concepts.parse(text), memory.table)
    found: list[Diagnostic] = []
    # People edit the table: it is made when there is something in it, and touched when there is something new.
    if memory.table.concepts and table != text:
        found += attempt(concepts.NAME, partial(workspace.write, concepts.NAME, table))
    found += attempt(CUTS, partial(workspace.write, CUTS, json.dumps(memory.cuts)))
    if memory.facets:
        facets = {one: [[facet.heading, facet.claims] for facet in some] for one, some in memory.facets.items()}
        found += attempt(FACETS, partial(workspace.write, FACETS, json.dumps(facets, ensure_ascii=False)))
    return found

"""A compile over remembered replies alone: what it would ask and what it needs, with nothing written."""

from collections.abc import Callable

from kb.compiler import Memory, Wiki, compile_wiki
from kb.compiling import load_cuts
from kb.ingesting import ingest
from kb.llm.port import LanguageModel
from kb.workspace import Workspace, concepts


def rehearse(workspace: Workspace, model: LanguageModel, watch: Callable[[str], None]) -> Wiki:
    """The wiki that today's sources and this model would make. `watch` is told of each file that is read."""
    ingested = ingest(workspace, workspace.pages(), watch)
    memory = Memory(concepts.parse(workspace.text(concepts.NAME)), load_cuts(workspace))
    return compile_wiki(ingested.sources, memory, model, workspace.prompts())

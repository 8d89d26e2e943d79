"""A compile over remembered replies alone: what it would ask and what it needs, with nothing written."""

from collections.abc import Callable

from kb import memory
from kb.compiler import Wiki, compile_wiki
from kb.dividing import divided
from kb.ingesting import ingest
from kb.llm.port import LanguageModel
from kb.workspace import Workspace


def rehearse(workspace: Workspace, model: LanguageModel, watch: Callable[[str], None]) -> Wiki:
    """The wiki that today's sources and this model would make. `watch` is told of each file that is read."""
    pages = workspace.pages()
    ingested = divided(workspace, pages, ingest(workspace, pages, watch), model)
    return compile_wiki(ingested.sources, memory.load(workspace), model, workspace.prompts())

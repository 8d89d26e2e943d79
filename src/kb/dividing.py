"""Pasted files that nobody has decided about → posts, where a model finds any: raw/ is read again with its cuts."""

from collections.abc import Mapping

from kb.ingesting import Ingested, ingest, pasted
from kb.llm.port import LanguageModel
from kb.stages.segment import SEGMENT, segment
from kb.workspace import Workspace


def divided(workspace: Workspace, pages: Mapping[str, bytes], ingested: Ingested, model: LanguageModel) -> Ingested:
    """What raw/ holds once a model was asked about its pasted files; what was ingested, where it decides nothing.

    The decision is written on the sources' pages: every later reading of raw/ finds it there, without asking.
    """
    if not model.answers(SEGMENT.name):
        return ingested
    cuts, found = segment(pasted(workspace, ingested), model, workspace.prompts())
    if cuts:
        ingested = ingest(workspace, pages, lambda step: None, cuts)
    ingested.diagnostics += found
    return ingested

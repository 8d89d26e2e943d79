"""What the settings say of vectors → who makes and keeps them."""

from pathlib import Path

from kb.search.index import Index
from kb.search.vectors.channel import Channel
from kb.search.vectors.endpoint import Endpoint
from kb.search.vectors.minilm import MiniLM
from kb.search.vectors.provider import Provider
from kb.workspace.settings import VectorSettings


def provider(settings: VectorSettings) -> Provider | None:
    """None: search goes by words alone."""
    if settings.model == "off":
        return None
    if settings.model == "package":
        return MiniLM()
    return Endpoint(settings.base_url, settings.model, settings.before_question, settings.before_passage)


def channel(index: Index, path: Path, settings: VectorSettings) -> Channel | None:
    """With its vectors in a file at `path`."""
    chosen = provider(settings)
    return Channel(index, path, chosen) if chosen else None

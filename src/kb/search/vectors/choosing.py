"""What the settings say of vectors → who makes them."""

from kb.search.vectors.endpoint import Endpoint
from kb.search.vectors.minilm import MiniLM
from kb.search.vectors.provider import Provider
from kb.workspace.settings import VectorSettings


def provider(settings: VectorSettings) -> Provider | None:
    """None: search goes by words alone."""
    if settings.model in ("", "off"):
        return None
    if settings.model == "package":
        return MiniLM()
    return Endpoint(settings.base_url, settings.model, settings.before_question, settings.before_passage)

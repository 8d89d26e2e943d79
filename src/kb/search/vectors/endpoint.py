"""Texts → vectors of a server that speaks OpenAI's embeddings API, as Ollama and llama.cpp do on the same machine."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.search.vectors.provider import NoVectors, unit

if TYPE_CHECKING:
    from kb.search.vectors.provider import Vectors

_PATIENCE = 60.0
_MOST_BYTES = 64_000_000
_HINT = "Search goes by words alone. Start the server, or set search.vectors to off in kb.yaml."


@dataclass(frozen=True, slots=True)
class Endpoint:
    base_url: str
    model: str
    before_question: str = ""
    """What this model wants to see before a question, such as `query: `; likewise before a passage."""
    before_passage: str = ""

    @property
    def id(self) -> str:
        return json.dumps([self.model, self.before_question, self.before_passage])

    def vectors(self, texts: Sequence[str], *, asked: bool = False) -> "Vectors":
        """Raises NoVectors."""
        before = self.before_question if asked else self.before_passage
        return _read(self._post({"model": self.model, "input": [before + text for text in texts]}), len(texts))

    def _post(self, body: Mapping[str, object]) -> bytes:
        import httpx2

        url = self.base_url.rstrip("/") + "/embeddings"
        try:
            # Neither a proxy nor a login of the environment has a part in talking to this machine.
            with httpx2.Client(timeout=_PATIENCE, trust_env=False, follow_redirects=False) as client:
                reply = client.post(url, json=body)
        except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
            raise NoVectors(f"{url}: no vectors: {error or type(error).__name__}", hint=_HINT) from error
        if reply.status_code != 200 or len(reply.content) > _MOST_BYTES:
            said = " ".join(reply.text[:200].split())
            raise NoVectors(f"{url}: no vectors of {self.model}: {reply.status_code} {said}", hint=_HINT)
        return reply.content


def _read(data: bytes, wanted: int) -> "Vectors":
    """The rows in the order they were asked for."""
    import numpy as np

    try:
        entries = sorted(json.loads(data)["data"], key=lambda entry: entry["index"])
        rows = np.asarray([entry["embedding"] for entry in entries], dtype=np.float32)
    except (ValueError, KeyError, TypeError) as error:
        raise NoVectors("the reply of the server holds no vectors", hint=_HINT) from error
    if rows.ndim != 2 or len(rows) != wanted or not np.isfinite(rows).all():
        raise NoVectors(f"the server was asked for {wanted} vectors and sent {rows.shape}", hint=_HINT)
    return unit(rows)

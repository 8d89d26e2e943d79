"""What makes vectors of texts: a protocol of two members, and how it fails."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from kb.errors import KBError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors: TypeAlias = NDArray[np.float32]
    """One row a text, each of length 1."""


class NoVectors(KBError):
    """Vectors can't be had now; search goes on by words."""


class Provider(Protocol):
    @property
    def id(self) -> str:
        """Model and version: vectors of two ids can't be compared."""

    def vectors(self, texts: Sequence[str], *, asked: bool = False) -> "Vectors":
        """Of passages, or of what was asked. Raises NoVectors."""


def unit(rows: "Vectors") -> "Vectors":
    """Each row with length 1; one that is all zeros stays."""
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)

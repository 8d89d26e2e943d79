"""A regular expression → the same, compiled at its first use: some take longer than all else of a short command."""

import re
from typing import cast


class _Late:
    """Stands in for a pattern until a method of it is wanted."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self._pattern, self._flags)
        for method in ("search", "match", "fullmatch", "findall", "finditer", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return cast(re.Pattern[str], _Late(pattern, flags))

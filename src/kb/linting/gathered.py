"""What was gathered of all pages, and what lies around them → what the rules that look at the whole wiki find."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import compress

from kb.digest import Digest, digest
from kb.lint.around import Around, Part
from kb.lint.bundle import Bundle
from kb.lint.rule import Rule, rules
from kb.linting.row import Row, Whole, gathered, packed_findings

GATHERING = tuple(rule.code for rule in rules() if "gather" in rule.declares)
"""In the order in which a row has what was gathered for them."""


class Gathered:
    """What the whole wiki tells."""

    def __init__(self, rows: Iterable[Row], bundle: Bundle) -> None:
        self._rows, self._bundle = sorted(rows), bundle
        self._parts: dict[Part, Digest] = {}

    def check(self, rule: Rule) -> Whole:
        """What a rule that looks at the whole wiki finds in it."""
        around = Around(self._bundle)
        texts = dict(self._texts(rule.code))
        values = json.loads(f"[{','.join(texts.values())}]")
        found = rule.of_all(around, dict(zip(texts, values, strict=True)))
        packed = packed_findings([(rule.code, one) for one in found])
        return Whole(self._digest(rule.code), {part: self._part(part) for part in sorted(around.asked)}, packed)

    def still(self, code: str, whole: Whole) -> bool:
        """Whether a rule would find what it found."""
        return whole.gathered == self._digest(code) and all(
            self._part(part) == was for part, was in whole.around.items()
        )

    def _texts(self, code: str) -> Iterator[tuple[str, str]]:
        """What a rule has to know: pages and texts."""
        column = self._columns[GATHERING.index(code)] if self._columns and code in GATHERING else ()
        return compress(zip(self._paths, column, strict=False), column)

    def _digest(self, code: str) -> Digest:
        whole = "\n".join(map("\t".join, self._texts(code)))
        return Digest(hashlib.blake2b(whole.encode(), digest_size=16).hexdigest())

    def _part(self, part: Part) -> Digest:
        if part not in self._parts:
            value = getattr(Around(self._bundle), part)
            self._parts[part] = digest(value if isinstance(value, str | dict) else sorted(value))
        return self._parts[part]

    @cached_property
    def _paths(self) -> Sequence[str]:
        return [row.path for row in self._rows]

    @cached_property
    def _columns(self) -> Sequence[tuple[str, ...]]:
        return list(zip(*(gathered(row.gathered) for row in self._rows), strict=True))

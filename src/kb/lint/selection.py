"""Which rules a person wants: by code, by the beginning of a code, or by name."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.lint.rule import Rule, rules


@dataclass(frozen=True, slots=True)
class Selection:
    select: tuple[str, ...] = ()
    """Empty: every rule."""
    ignore: tuple[str, ...] = ()
    """Wins over `select`."""

    def rules(self) -> Iterator[Rule]:
        return (rule for rule in rules() if self._takes(rule))

    def _takes(self, rule: Rule) -> bool:
        wanted = not self.select or names(rule, self.select)
        return wanted and not names(rule, self.ignore)

    def unknown(self) -> Iterator[tuple[str, str]]:
        """Words that name no rule, each with the nearest that does: a typing error must not select nothing."""
        for word in (*self.select, *self.ignore):
            if not any(names(rule, [word]) for rule in rules()):
                # Any guess beats none: the words are few.
                known = [text for rule in rules() for text in (rule.code, rule.name)]
                yield word, next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0)), "")


def names(rule: Rule, words: Iterable[str]) -> bool:
    """Whether one of the words means the rule."""
    return any(word and (rule.code.startswith(word.upper()) or rule.name == word) for word in words)

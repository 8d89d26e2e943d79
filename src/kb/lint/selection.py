"""Which rules a person wants, and where: by code, by the beginning of a code, or by name."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from kb.lint.rule import Rule, rules
from kb.reports import REPORTS, Report


@dataclass(frozen=True, slots=True)
class Choice:
    """Words for and against rules. Of two that mean the same rule the longer one decides, of equals `ignore`."""

    select: tuple[str, ...] = ()
    """Empty: every rule."""
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    """Besides `select`, or out of what is ignored."""

    def says(self, rule: Rule) -> bool | None:
        """Whether the rule is wanted; None when nothing here speaks of it."""
        wanted = _nearest(rule, (*self.select, *self.extend_select))
        against = _nearest(rule, self.ignore)
        if wanted or against:
            return wanted > against
        return False if self.select else None

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.select, *self.ignore, *self.extend_select)


@dataclass(frozen=True, slots=True)
class PathChoice:
    """What is wanted of pages whose path fits a glob: `*` within a folder, `**` in folders at any depth."""

    glob: str
    choice: Choice

    def takes(self, rule: Rule, path: str) -> bool:
        return _pattern(self.glob).fullmatch(path) is None or self.choice.says(rule) is not False


# Without slots: the rules are chosen once.
@dataclass(frozen=True)
class Selection(Choice):
    """All that decides which findings are told."""

    below: Choice | None = None
    """Settings, which decide what the command line leaves open; a `select` above leaves nothing open."""
    paths: tuple[PathChoice, ...] = ()
    """Where fewer rules hold."""
    judged: frozenset[str] = frozenset()
    """Codes of rules for which a model has judged all that there is: the others that need one are not looked for."""

    def rules(self) -> tuple[Rule, ...]:
        """Those that are looked for."""
        return self._rules

    def judging(self) -> tuple[Rule, ...]:
        """The chosen ones that need a model."""
        return tuple(rule for rule in rules() if rule.judged is not None and self._takes(rule))

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        return tuple(
            rule for rule in rules() if (rule.judged is None or rule.code in self.judged) and self._takes(rule)
        )

    def _takes(self, rule: Rule) -> bool:
        said = self.says(rule)
        if said is None and self.below is not None:
            said = self.below.says(rule)
        return said is not False

    def at(self, rule: Rule, path: str) -> bool:
        """Whether a chosen rule holds for a file too."""
        return all(choice.takes(rule, path) for choice in self.paths)

    def looks(self, rule: Rule, path: str) -> bool:
        """Whether the rule is chosen, and holds there."""
        return rule in self._rules and self.at(rule, path)

    def over(self, settings: Choice) -> "Selection":
        """The same, with settings below it."""
        return replace(self, below=settings)

    def only_judged(self) -> Iterator[str]:
        """Words of its own, not of settings, that choose nothing but rules that need a model."""
        for word in (*self.select, *self.extend_select):
            named = [rule for rule in rules() if names(rule, [word])]
            if named and all(rule.judged is not None for rule in named):
                yield word

    def only_reported(self) -> Iterator[tuple[str, str]]:
        """Words that choose what other commands report and no rule, each with the code of such a report."""
        for word in (*self.select, *self.extend_select):
            others = [one.code for one in REPORTS if _length(one.code, one.name, word)]
            if others and not any(names(rule, [word]) for rule in rules()):
                yield word, others[0]

    def unknown(self) -> Iterator[tuple[str, str]]:
        """Words that name no rule, each with the nearest that does: a typing error must not select nothing."""
        below = self.below.words if self.below is not None else ()
        for word in (*self.words, *below, *(word for one in self.paths for word in one.choice.words)):
            near = unknown(word)
            if near is not None:
                yield word, near


def unknown(word: str) -> str | None:
    """The known word that is nearest to one that names no rule; None when it names some, or what others report."""
    every: tuple[Rule | Report, ...] = (*rules(), *REPORTS)
    if any(_length(one.code, one.name, word) for one in every):
        return None
    return nearest(word, [text for one in every for text in (one.code, one.name)])


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like another. Any guess beats none: the words are few."""
    return next(iter(difflib.get_close_matches(word, [*known], n=1, cutoff=0)), "")


def names(rule: Rule, words: Iterable[str]) -> bool:
    """Whether one of the words means the rule."""
    return _nearest(rule, words) > 0


def _nearest(rule: Rule, words: Iterable[str]) -> int:
    """How much of the rule's code the longest word that means it says; 0 when none does."""
    return max((_length(rule.code, rule.name, word) for word in words), default=0)


def _length(code: str, name: str, word: str) -> int:
    if word == name:
        return len(code)
    return len(word) if word and code.startswith(word.upper()) else 0


@lru_cache
def _pattern(glob: str) -> re.Pattern[str]:
    """`**/` stands for any folders or none, `*` and `?` never for a slash; a folder means all that is in it."""
    parts = re.split(r"(\*\*/?|\*|\?)", glob.removeprefix("./") + ("**" if glob.endswith("/") else ""))
    return re.compile("".join(_SIGNS.get(part, re.escape(part)) for part in parts), re.S)


_SIGNS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}

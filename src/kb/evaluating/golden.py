"""What a golden set says: questions, and what a good answer to each holds, cites or refuses."""

from dataclasses import dataclass

from kb.digest import Digest, digest
from kb.errors import SettingsError
from kb.stages.inquiry import Said

_TOLD = 10


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the answer has to say, in any of some ways."""

    ways: tuple[str, ...]
    optional: bool = False
    """Nice to have: told of, and not counted."""

    @property
    def text(self) -> str:
        return self.ways[0]


@dataclass(frozen=True, slots=True)
class Golden:
    """A question of the set."""

    ask: str
    facts: tuple[Fact, ...] = ()
    sources: tuple[tuple[str, ...], ...] = ()
    """Groups of ids, titles or raw paths: one of each group has to be cited. Ids alone once they were looked up."""
    answerable: bool = True
    before: tuple[Said, ...] = ()
    tags: tuple[str, ...] = ()
    line: int = 0
    """Where it begins in its file, from 1."""

    @property
    def id(self) -> Digest:
        """The same in every run, whatever is expected of the answer."""
        return Digest(digest([self.ask, [[said.question, said.answer] for said in self.before]])[:12])

    @property
    def required(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if not fact.optional)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong in a set's file."""

    line: int
    key: str
    message: str
    hint: str = ""


def wrong(name: str, faults: list[Fault]) -> SettingsError:
    """All that is wrong with the file of that name, as one error."""
    lines = [_said(name, fault) for fault in sorted(faults)[:_TOLD]]
    more = len(faults) - len(lines)
    lines += [f"... and {more} more"] if more else []
    head = [f"{name} can't be used, for {len(faults)} reasons"] if len(faults) > 1 else []
    return SettingsError("\n  ".join([*head, *lines]), hint="docs/evaluation.md shows what a set looks like.")


def _said(name: str, fault: Fault) -> str:
    where = f"{name}:{fault.line}: " + (f"{fault.key}: " if fault.key else "")
    return where + fault.message + (f"; {fault.hint}" if fault.hint else "")

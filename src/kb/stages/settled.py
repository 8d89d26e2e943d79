"""Verdicts on numbered things → one for each thing that got one, and why."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from kb.stages.written import line

Thing = TypeVar("Thing")
Verdict = TypeVar("Verdict", covariant=True)


class Told(Protocol[Verdict]):
    """What a model says of one of the numbered things, from 1 on."""

    @property
    def number(self) -> int: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def why(self) -> str: ...


def settled(things: Sequence[Thing], told: Iterable[Told[Verdict]]) -> Iterator[tuple[Thing, Verdict, str]]:
    """In order of the things. Two verdicts that differ are none, and so is silence; the first reason counts."""
    given: dict[int, list[Told[Verdict]]] = {}
    for one in told:
        given.setdefault(one.number, []).append(one)
    for number, thing in enumerate(things, 1):
        ours = given.get(number, [])
        if len({one.verdict for one in ours}) == 1:
            yield thing, ours[0].verdict, line(ours[0].why)

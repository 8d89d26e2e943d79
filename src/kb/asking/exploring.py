"""A question → several searches and readings that a model asks for, within limits → an answer from what it kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from kb.asking import once
from kb.asking.answers import Answer, Form, Library, Question, Step
from kb.asking.evidence import Evidence, Gathered, chosen, gather
from kb.asking.shelf import Shelf
from kb.asking.tools import tools
from kb.asking.trails import IN_CIRCLES, Room, Trail
from kb.llm.estimate import tokens
from kb.llm.stage import Grounded
from kb.search.passages import Page
from kb.search.query import Query
from kb.stages.answer import ANSWER
from kb.stages.explore import EXPLORE, Exploration, Look, Move
from kb.stages.inquiry import Inquiry
from kb.terminal import count

BUDGET = 16_000
"""Tokens of passages that the answer is made from."""
PARTS = 4
"""Sub-questions."""

_FIRST = 3000
"""Tokens of passages that a question begins with."""
_LEAST = 500
"""Tokens below which no further passage can be shown."""
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an exploration may take; money is the model's to keep."""

    rounds: int = 8
    tokens: int = 60_000
    """Of what is shown, over all parts."""
    minutes: float = 10.0


@dataclass(frozen=True, slots=True)
class Way:
    """How a question is explored."""

    shelf: Shelf
    clock: Callable[[], float]
    """Seconds, from any beginning."""
    bounds: Bounds = Bounds()
    tell: Callable[[Step], None] = lambda step: None
    """Is told of every step as it is done."""


@dataclass(frozen=True, slots=True)
class Explored:
    """An answer, with what it was made from."""

    answer: Answer
    kept: tuple[str, ...] = ()
    """Addresses of the passages that the answer was made from."""
    parts: tuple[str, ...] = ()
    """The sub-questions that the question was split into."""
    rounds: int = 0
    """Waves of requests; 0 where the model does not explore."""


def explore(question: Question, library: Library, way: Way, form: Form = ANSWER) -> Explored:
    """One request a round and part, then the one that answers. A model that does not explore answers as without."""
    if not library.model.answers(EXPLORE.name):
        return Explored(once.ask(question, library, form))
    tour = _Tour(question, library, way)
    tour.run()
    evidence = tour.best(BUDGET)
    found = once.answer(question, Gathered(tuple(evidence), tour.nearest), library, form)
    answer = replace(found, steps=tuple(tour.steps), limit=tour.limit)
    parts = tuple(trail.question for trail in tour.trails if trail.whole)
    return Explored(answer, tuple(one.address for one in evidence), parts, tour.rounds)


class _Tour:
    """The parts of a question, explored in step; they share the limits."""

    def __init__(self, question: Question, library: Library, way: Way) -> None:
        self._question, self._library, self._way = question, library, way
        self._began = way.clock()
        self._left = way.bounds.tokens
        self._closing = self._near(1)
        """The limit that makes the next reply the last one; empty when there may be more."""
        self.steps: list[Step] = []
        self.rounds = 0
        self.nearest: tuple[Page, ...] = ()
        self.trails = [self._begun(question)]

    @property
    def limit(self) -> str:
        return "; ".join(dict.fromkeys(trail.limit for trail in self.trails if trail.limit))

    def run(self) -> None:
        """Ends: every round is counted."""
        while going := [trail for trail in self.trails if trail.going]:
            if self._way.clock() - self._began >= self._way.bounds.minutes * _MINUTE:
                minutes = self._way.bounds.minutes
                for trail in going:
                    trail.end(f"the limit of {minutes:g} minute{'' if minutes == 1 else 's'} was reached")
                return
            self.rounds += 1
            self._round(going)

    def best(self, budget: int) -> list[Evidence]:
        """What was kept, the parts in turn; where nothing was, what fits best of all that was shown."""
        # What was kept last was looked for with most known: where not all fits, that goes first.
        kept = [[*reversed(trail.kept.values())] or self._ranked(trail, budget) for trail in self.trails]
        lists = kept if any(kept) else [chosen(chain.from_iterable(t.shown for t in self.trails), budget)]
        taken: dict[tuple[str, int], Evidence] = {}
        for one in (one for row in zip_longest(*lists) for one in row if one is not None):
            if one.tokens <= budget and one.name not in taken:
                taken[one.name] = one
                budget -= one.tokens
        return list(taken.values())

    def _ranked(self, trail: Trail, budget: int) -> list[Evidence]:
        """What a part that was ended before it kept anything would have been answered from."""
        return chosen(trail.shown, budget // max(len(self.trails), 1)) if trail.limit else []

    def _begun(self, question: Question, whole: str = "") -> Trail:
        index = self._library.index
        # A part of a question is a model's words.
        asked = Query.said(question.text) if whole else Query.question(question.text)
        queries = [asked] if whole else once.queries_of(question, index)
        gathered = gather(index, queries, min(_FIRST, max(self._left, 0)))
        self.nearest = self.nearest or gathered.nearest
        words = once.words_of(index, asked)
        excerpts = tuple(one.excerpt for one in gathered.evidence)
        self._left -= sum(tokens(excerpt.shown) for excerpt in excerpts)
        text = " ".join(question.text.split())
        inquiry = Inquiry(text, words, excerpts, question.before, bool(self._closing))
        return Trail(inquiry, whole, list(gathered.evidence))

    def _item(self, trail: Trail) -> Exploration:
        about = tuple(f"`{tool.name}`: {tool.about}" for tool in tools().values())
        return Exploration(trail.inquiry, about, trail.whole, tuple(trail.turns))

    def _round(self, going: Sequence[Trail]) -> None:
        replies = EXPLORE.run_each(map(self._item, going), self._library.model, self._library.prompts)
        closing, self._closing = self._closing, self._near(self.rounds + 1)
        room = Room(self._library.index, self._way.shelf, self._left // len(going))
        known = {id(trail): len(trail.steps) for trail in going}
        moved = [(trail, move) for trail, reply in zip(going, replies, strict=True) if (move := _move(trail, reply))]
        for trail, move in moved:
            self._left -= self._step(trail, move, closing, room)
        self._closing = self._near(self.rounds + 1)
        for trail, move in moved:
            trail.turn(move.said, last=bool(self._closing))
        for step in chain.from_iterable(trail.steps[known[id(trail)] :] for trail in going):
            self.steps.append(step)
            self._way.tell(step)

    def _step(self, trail: Trail, move: Move, closing: str, room: Room) -> int:
        """What comes of a reply; how many tokens were shown."""
        kept = len(trail.kept)
        trail.keep(move, self.rounds)
        if closing:
            trail.decline(move.looks, f"not run: {closing}", self.rounds)
            trail.end("" if move.done and not move.looks else closing)
        elif len(move.parts) > 1 and self.rounds == 1:
            self._split(trail, move.parts)
        elif move.done:
            trail.end()
        elif not move.looks:
            trail.end("" if len(trail.kept) > kept else IN_CIRCLES)
        else:
            unsplit = [_unsplit(move.parts)] if move.parts else []
            trail.decline(unsplit, "a question is split in two or more, in the first reply", self.rounds)
            return trail.follow(move.looks, self.rounds, room)
        return 0

    def _split(self, trail: Trail, parts: Sequence[str]) -> None:
        trail.decline([_unsplit(parts[PARTS:])] if parts[PARTS:] else [], f"{PARTS} parts are the most", self.rounds)
        trail.end()
        self.trails += [self._begun(Question(part), trail.question) for part in parts[:PARTS]]

    def _near(self, number: int) -> str:
        """The limit that allows for no look after the reply of round `number`."""
        bounds = self._way.bounds
        if number >= bounds.rounds:
            return f"the limit of {count(bounds.rounds, 'round')} was reached"
        return f"the limit of {bounds.tokens:,} tokens was reached" if self._left < _LEAST else ""


def _move(trail: Trail, reply: Grounded[Move]) -> Move | None:
    """The reply; a trail without one is at its end."""
    if reply.results:
        return reply.results[0]
    told = [diagnostic.message.removeprefix(f"{EXPLORE.name}: ") for diagnostic in reply.diagnostics]
    trail.end("; ".join(told) or "no further reply could be had")
    return None


def _unsplit(parts: Sequence[str]) -> Look:
    """Parts that are not explored, as a step of the way."""
    return Look(tool="parts", argument="; ".join(parts), why="")

"""Looks of a model → what it is told of them: passages with running numbers, and text to find its way by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kb.asking.answers import Step
from kb.asking.evidence import Evidence
from kb.asking.shelf import Shelf
from kb.asking.tools import tools
from kb.asking.tools.tool import Desk, Found
from kb.llm.estimate import tokens
from kb.llm.request import Turn
from kb.search.index import Index
from kb.stages.explore import Look, Move
from kb.stages.inquiry import Inquiry

AT_ONCE = 4
"""Looks of a round."""
PATIENCE = 2
"""Rounds in a row that may bring nothing new, the last of them included."""
IN_CIRCLES = "it went round in circles"

_FULL = "more was found, and is not shown: no more may be read"
_REPEATED = "you looked this up already"
_GO_ON = "Look further, or say that you are done."
_LAST = (
    "Nothing more can be looked up: this is your last reply. Name the passages to keep. "
    "`done` is false if you would have looked further."
)


@dataclass(frozen=True, slots=True)
class Room:
    """Where looks lead, and how much of it may be shown."""

    index: Index
    shelf: Shelf
    tokens: int


@dataclass(slots=True)
class Trail:
    """A question that is being explored, and what was found on the way."""

    inquiry: Inquiry
    """The question, and the passages that it begins with."""
    whole: str = ""
    """The question that it is a part of."""
    shown: list[Evidence] = field(default_factory=list)
    kept: dict[int, Evidence] = field(default_factory=dict)
    """By number, in the order in which they were kept."""
    turns: list[Turn] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    going: bool = True
    limit: str = ""
    """What ended it, when it did not end itself."""
    _looked: set[tuple[str, str]] = field(default_factory=set)
    _barren: int = 0
    _told: list[str] = field(default_factory=list)
    """What the next turn will say."""

    @property
    def question(self) -> str:
        return self.inquiry.question

    def end(self, limit: str = "") -> None:
        self.going, self.limit = False, limit

    def keep(self, move: Move, number: int) -> None:
        """What it said to keep in round `number`; a passage that was not shown is none."""
        there = [n for n in move.keep if 1 <= n <= len(self.shown)]
        self.kept |= {n: self.shown[n - 1] for n in there}
        missing = ", ".join(str(n) for n in move.keep if n not in there)
        if missing:
            self.decline([Look(tool="keep", argument=missing, why="")], "no passage of that number was shown", number)

    def decline(self, looks: Sequence[Look], why: str, number: int) -> None:
        """What is not done of a reply is told and counted."""
        for look in looks:
            self._note(look, (why,), number)
            self._told.append(f"{look.tool} {look.argument!r}: {why}")

    def follow(self, looks: Sequence[Look], number: int, room: Room) -> int:
        """Run the looks of a reply; how many tokens that shows. Ends where nothing new comes."""
        left, fresh = room.tokens, False
        for at, look in enumerate(looks[:AT_ONCE], 1):
            text, new = self._followed(look, number, Room(room.index, room.shelf, left))
            self._told.append(f"Look {at}, {look.tool} {look.argument!r}{text}")
            left -= tokens(self._told[-1])
            fresh = fresh or new
        self.decline(looks[AT_ONCE:], f"not run: {AT_ONCE} at once are the most", number)
        self._barren = 0 if fresh else self._barren + 1
        if self._barren >= PATIENCE:
            self.end(IN_CIRCLES)
        return room.tokens - left

    def turn(self, said: str, *, last: bool) -> None:
        """Put what a reply brought into the conversation."""
        self.turns.append(Turn(said, "\n\n".join([*self._told, _LAST if last else _GO_ON])))
        self._told = []

    def _followed(self, look: Look, number: int, room: Room) -> tuple[str, bool]:
        """What is told of a look, and whether there is anything new in it."""
        key = (look.tool, look.argument.casefold())
        if look.tool not in tools():
            found = Found(f"there is no such tool; there are {', '.join(tools())}")
        elif key in self._looked:
            found = Found(_REPEATED)
        else:
            self._looked.add(key)
            found = tools()[look.tool].look(look.argument, Desk(room.index, room.shelf, tuple(self.shown)))
        known = len(self.shown)
        text = "\n\n".join(self._said(found, room.tokens))
        addresses = (*(one.address for one in found.evidence), *found.addresses)
        self._note(look, addresses or (found.word,), number)
        return text, len(self.shown) > known or bool(found.text)

    def _said(self, found: Found, left: int) -> Iterator[str]:
        yield f": {found.word}" if found.word else ""
        known = [number for one in found.evidence if (number := self._number(one))]
        if known:
            yield f"Shown above: {', '.join(map(str, known))}"
        left -= tokens(found.word)
        for one in (one for one in found.evidence if not self._number(one)):
            said = f"Passage {len(self.shown) + 1}: {one.excerpt.shown}"
            if tokens(said) > left:
                yield _FULL
                return
            self.shown.append(one)
            left -= tokens(said)
            yield said
        if found.text:
            marked = "\n".join(f"> {line}".rstrip() for line in found.text.splitlines())
            yield marked if tokens(marked) <= left else _FULL

    def _number(self, evidence: Evidence) -> int:
        """Its number if it was shown, else 0."""
        return next((n for n, one in enumerate(self.shown, 1) if one.name == evidence.name), 0)

    def _note(self, look: Look, found: tuple[str, ...], number: int) -> None:
        self.steps.append(Step(look.tool, look.argument, found, look.why, self.question if self.whole else "", number))

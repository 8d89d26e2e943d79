"""Events of calls → what they add up to, by stage, page, day or model."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Event = Mapping[str, object]


@dataclass(slots=True)
class Sum:
    """What some calls took together."""

    calls: int = 0
    input: int = 0
    """Tokens, without those from or into the cache."""
    output: int = 0
    cache_read: int = 0
    cache_write: int = 0
    usd: float = 0.0
    """As far as prices are known."""
    unpriced: int = 0
    """Calls of unknown price."""

    @property
    def prompt(self) -> int:
        """Tokens in, whether they came from the cache or not."""
        return self.input + self.cache_read + self.cache_write

    @property
    def hit(self) -> float:
        """The share of what went in that came from the cache, 0 to 1."""
        return self.cache_read / self.prompt if self.prompt else 0.0

    def add(self, event: Event) -> None:
        self.calls += 1
        self.input += _whole(event, "input")
        self.output += _whole(event, "output")
        self.cache_read += _whole(event, "cache_read")
        self.cache_write += _whole(event, "cache_write")
        usd = event.get("usd")
        if isinstance(usd, int | float):
            self.usd += usd
        else:
            self.unpriced += 1


def _whole(event: Event, name: str) -> int:
    value = event.get(name)
    return value if isinstance(value, int) else 0


ELSE = "all else"
"""Where calls go that were made for no page of the kind that is asked for."""


def _page(folder: str) -> Callable[[Event], str]:
    def page(event: Event) -> str:
        item = str(event.get("item", ""))
        return item.removeprefix(f"{folder}/") if item.startswith(f"{folder}/") else ELSE

    return page


def _field(name: str) -> Callable[[Event], str]:
    return lambda event: str(event.get(name, "")) or "unknown"


BY: Mapping[str, Callable[[Event], str]] = {
    "stage": _field("stage"),
    "source": _page("sources"),
    "concept": _page("concepts"),
    "day": lambda event: str(event.get("at", ""))[:10],
    "model": _field("model"),
}
"""What calls can be added up by, and how to tell it from an event."""


def sums(events: Iterable[Event], by: str) -> dict[str, Sum]:
    """What calls took, by one of BY: days in their order, all else the dearest first, with what fits nowhere last."""
    found: dict[str, Sum] = {}
    for event in events:
        if event.get("event") == "call":
            found.setdefault(BY[by](event), Sum()).add(event)
    if by == "day":
        return dict(sorted(found.items()))
    return dict(sorted(found.items(), key=lambda one: (one[0] == ELSE, -one[1].usd, -one[1].prompt, one[0])))


def total(events: Iterable[Event]) -> Sum:
    """What all calls took."""
    whole = Sum()
    for event in events:
        if event.get("event") == "call":
            whole.add(event)
    return whole

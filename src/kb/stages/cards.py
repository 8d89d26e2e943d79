"""What a model is told of a source and of a claim's voice: the same words at every stage."""

from dataclasses import dataclass

from kb.knowledge import Claim, Source, SourceId

_PEOPLE = 6


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader is told of a source."""

    source: SourceId
    title: str
    kind: str
    language: str
    published: str = ""
    genre: str = ""
    reworded: bool = False
    """Whether a program changed its words."""
    people: tuple[str, ...] = ()
    """Who wrote it or speaks in it."""

    @classmethod
    def of(cls, source: Source) -> "Card":
        reading = source.reading
        title = f"Untitled {reading.kind}" if reading.named_by_file else source.title
        about = (reading.kind, reading.language, reading.published, reading.genre)
        told = dict.fromkeys([*reading.author, *reading.participants])
        # "Ana Ruiz (geologist)" speaks as "Ana Ruiz".
        speakers = [one for one in source.speakers if not any(each.startswith(f"{one} (") for each in told)]
        people = dict.fromkeys([*told, *speakers])
        return cls(source.id, title, *about, source.reworded, tuple(people)[:_PEOPLE])

    def shown(self) -> str:
        words = "machine-reworded" if self.reworded else ""
        parts = (f'"{self.title}"', self.genre or self.kind, self.language, self.published, words)
        return ", ".join(part for part in parts if part)

    def introduced(self) -> str:
        """With the people in it, for who reads the text itself."""
        return f"{self.shown()}; people: {', '.join(self.people)}" if self.people else self.shown()


def how(claim: Claim) -> str:
    """Who makes a claim, how, and for when."""
    by = f"{claim.stance} by {', in '.join(claim.said_by)}" if claim.said_by else claim.stance
    return f"{by}; {claim.time}" if claim.time else by

"""A deep question and the way to its answer ↔ a file, `.kb/asked/<12 digits>.json`, that is kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, ValidationError

from kb.asking.answers import Answer, numbered
from kb.asking.exploring import Explored
from kb.digest import digest
from kb.errors import SettingsError
from kb.llm.port import Answer as Replied
from kb.workspace import Workspace

_FOLDER = ".kb/asked"
_ID = re.compile(r"[0-9a-f]{12}")


class _Kept(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Looked(_Kept):
    """A step of the way."""

    round: int
    tool: str
    argument: str
    found: tuple[str, ...]
    why: str = ""
    part: str = ""


class Stood(_Kept):
    """A quote that a sentence stands on, and where."""

    quote: str
    address: str
    """From the workspace's top."""
    title: str
    speaker: str = ""
    time: str = ""


class Told(_Kept):
    """A sentence of the answer."""

    text: str
    speaker: str = ""
    citations: tuple[Stood, ...] = ()


class Taken(_Kept):
    """What was paid, as far as it is known; nothing for replies that were remembered."""

    calls: int = 0
    input: int = 0
    """Tokens, with those that a server had kept."""
    output: int = 0
    usd: float = 0.0
    unpriced: int = 0
    """Calls whose price nobody knows."""


class Trace(_Kept):
    question: str
    at: str
    """When it was asked, in UTC."""
    engine: str
    parts: tuple[str, ...] = ()
    steps: tuple[Looked, ...] = ()
    kept: tuple[str, ...] = ()
    """Addresses of the passages that the answer was made from."""
    limit: str = ""
    enough: bool = False
    sentences: tuple[Told, ...] = ()
    taken: Taken = Taken()

    @property
    def id(self) -> str:
        """The same for the same way to the same answer, whenever and however cheaply it was gone."""
        return digest(self.model_dump(mode="json", exclude={"at", "taken"}))[:12]


@dataclass(slots=True)
class Bill:
    """Adds up what answers took."""

    taken: Taken = field(default_factory=Taken)

    def note(self, answer: Replied) -> None:
        for call in answer.calls:
            usage, now = call.usage, self.taken
            self.taken = Taken(
                calls=now.calls + 1,
                input=now.input + usage.input + usage.cache_read + usage.cache_write,
                output=now.output + usage.output,
                usd=now.usd + (call.usd or 0.0),
                unpriced=now.unpriced + (call.usd is None),
            )


def traced(explored: Explored, at: str, engine: str, taken: Taken) -> Trace:
    """What is kept of an exploration."""
    answer = explored.answer
    steps = (
        Looked(round=s.round, tool=s.tool, argument=s.argument, found=s.found, why=s.why, part=s.part)
        for s in answer.steps
    )
    return Trace(
        question=answer.question,
        at=at,
        engine=engine,
        parts=explored.parts,
        steps=tuple(steps),
        kept=explored.kept,
        limit=answer.limit,
        enough=answer.enough,
        sentences=tuple(_told(answer)),
        taken=taken,
    )


def _told(answer: Answer) -> Iterable[Told]:
    where = {
        citation: Stood(
            quote=citation.quote,
            address=f"wiki/{answer.references[citation].page.path}#^{citation.block}",
            title=answer.references[citation].page.title,
            speaker=answer.references[citation].speaker,
            time=answer.references[citation].time,
        )
        for citation in numbered(answer.sentences)
    }
    for sentence in answer.sentences:
        stood = tuple(where[citation] for citation in sentence.citations)
        yield Told(text=sentence.text, speaker=sentence.speaker, citations=stood)


def is_id(text: str) -> bool:
    """Whether it may be the id of a trace."""
    return _ID.fullmatch(text) is not None


def keep(workspace: Workspace, trace: Trace) -> None:
    """Write a trace; one that is there already stays, with what it took when it was paid for. Raises DiskError."""
    if load(workspace, trace.id) is None:
        workspace.write(f"{_FOLDER}/{trace.id}.json", trace.model_dump_json(indent=2) + "\n")


def load(workspace: Workspace, wanted: str) -> Trace | None:
    """None when there is none of that id, or only a broken file."""
    try:
        text = workspace.text(f"{_FOLDER}/{wanted}.json") if is_id(wanted) else None
        return Trace.model_validate_json(text) if text is not None else None
    except (SettingsError, ValidationError):
        return None

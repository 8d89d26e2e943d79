"""DESCRIBE_IMAGE: a picture → what a model sees in it and reads off it. Asked only when a person says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from kb.digest import Digest
from kb.knowledge import SourceId
from kb.llm.request import Shown
from kb.llm.stage import Grounded, Stage

_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Sight:
    """A picture of which nobody has said what it shows."""

    source: SourceId
    known: str
    """Its caption, if it has one."""
    shown: Shown


@dataclass(frozen=True, slots=True)
class Seen:
    """What a model says of a picture. Its words, nobody's else."""

    source: SourceId
    caption: str
    description: str
    transcription: str
    language: str


class DescribeImageReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    caption: str = Field(description="One sentence.")
    description: str = Field(description="Two to eight sentences.")
    transcription: str = Field(description="Every word in the picture, a line for each line or label; or empty.")
    language: str = Field(description="BCP 47 of what is written in it, or empty.")


def fill(item: Sight) -> Mapping[str, str]:
    return {"known": item.known or "nothing"}


def ground(item: Sight, reply: DescribeImageReply, key: Digest) -> Grounded[Seen]:
    """Nothing of it can be looked up in words; only its size and form are kept in bounds."""
    said = Seen(
        item.source,
        " ".join(reply.caption.split()),
        "\n\n".join(" ".join(part.split()) for part in reply.description.split("\n\n") if part.strip()),
        "\n".join(line.rstrip() for line in reply.transcription.strip().splitlines())[:_LONGEST],
        reply.language.strip().lower().partition("-")[0],
    )
    return Grounded((said,) if said.description else ())


DESCRIBE_IMAGE: Stage[Sight, DescribeImageReply, Seen] = Stage(
    "describe_image",
    "strong",
    DescribeImageReply,
    fill,
    ground,
    lambda item: f"sources/{item.source}",
    lambda item: item.shown,
)

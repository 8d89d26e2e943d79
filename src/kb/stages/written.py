"""A sentence that a model wrote, with the numbers of the claims it names → a sentence with their citations."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from kb.knowledge import Claim, Sentence


class WrittenSentence(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str
    claims: list[int] = Field(description="Numbers of the claims that it rests on, at least one.")


def cited(written: WrittenSentence, claims: Sequence[Claim]) -> Sentence | None:
    """None when it says nothing or names no claim. The speaker is named where the sentence is a claim word for word."""
    named = [claims[number - 1] for number in dict.fromkeys(written.claims) if 1 <= number <= len(claims)]
    citations = tuple(dict.fromkeys(citation for claim in named for citation in claim.citations))
    if not citations or not written.text.strip():
        return None
    quoted = len(named) == 1 and written.text == named[0].text
    speaker = named[0].said_by[0] if quoted and named[0].said_by else ""
    return Sentence(written.text.strip(), (citations[0], *citations[1:]), speaker, tuple(named))

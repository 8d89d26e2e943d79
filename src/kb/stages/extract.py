"""EXTRACT: a window of blocks in, the claims that its words carry out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from kb.admission import nameable, objection
from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.knowledge import Block, Citation, Claim, SourceId, Stance
from kb.llm.stage import Grounded, Stage
from kb.markup import fold
from kb.reports import MISQUOTED_SOURCE, REFUSED_TEXT


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive citable blocks of one source, about 700 words. The source's id is never shown to a model."""

    source: SourceId
    kind: str
    language: str
    blocks: tuple[Block, ...]
    card: str = ""
    """What the source is, and who speaks in it: whom "we" and "the company" may mean."""


class Mention(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="The name as the text spells it.")
    meant: str = Field(description="The right name where the text's is misheard, misspelt or cut short; else empty.")
    sure: bool = Field(description="Whether `meant` is certain.")

    @property
    def name(self) -> str:
        return self.meant.strip() if self.sure and self.meant.strip() else self.text


class Statement(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="One self-contained statement: no pronoun that needs the text around it.")
    quotes: list[str] = Field(description="One or two exact quotes that together carry every part of the statement.")
    said_by: list[str] = Field(description="Who says it, the nearest voice first; empty for the document itself.")
    stance: Stance
    time: str = Field(description="When it holds, in the text's own words; empty when the text does not say.")
    about: list[str] = Field(description="One to three things it is about, as titles of an encyclopedia.")
    mentions: list[Mention] = Field(description="The other names in it.")


class ExtractReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    statements: list[Statement]


def fill(window: Window) -> Mapping[str, str]:
    return {
        "source": window.card or window.kind,
        "language": window.language or "unknown",
        "text": "\n\n".join(shown(block) for block in window.blocks),
    }


def shown(block: Block) -> str:
    """A block as a model sees it."""
    return f"{block.place.voice}: {block.text}" if block.place.voice else block.text


def ground(window: Window, reply: ExtractReply, key: Digest) -> Grounded[Claim]:
    """A statement becomes a claim when each of its quotes stands in a block of the window."""
    claims: list[Claim] = []
    dropped: list[Diagnostic] = []
    for statement in reply.statements:
        found = [_cite(window, quote) for quote in statement.quotes]
        cited = [citation for citation in found if citation is not None]
        if not cited or len(cited) < len(found):
            dropped.append(_misquoted(window, statement))
            continue
        reason = objection(statement.text, [citation.quote for citation in cited], _voice(window, cited[0]))
        if reason:
            dropped.append(_refused(window, statement, reason))
            continue
        claims.append(
            Claim(
                text=fold(statement.text),
                citations=(cited[0], *cited[1:]),
                said_by=_said_by(window, statement, cited),
                stance=_stance(window, statement, cited),
                time=statement.time.strip() if nameable(statement.time) else "",
                names=tuple(dict.fromkeys(filter(nameable, _names(statement)))),
                reply=key,
            )
        )
    return Grounded(tuple(claims), tuple(dropped))


def _cite(window: Window, quote: str) -> Citation | None:
    # A block that holds the very words is looked for first: most quotes are exact, and looking closely is slow.
    for block in sorted(window.blocks, key=lambda block: quote not in block.text):
        span = block.locate(quote)
        if span is not None:
            return Citation(window.source, block.id, span, block.text[span.start : span.end])
    return None


def _misquoted(window: Window, statement: Statement) -> Diagnostic:
    quote = next(iter(statement.quotes), "")
    message = f"dropped a statement whose quote does not stand in the source: {quote!r}"
    return MISQUOTED_SOURCE.at(f"wiki/sources/{window.source}.md", message)


def _names(statement: Statement) -> list[str]:
    return [*statement.about, *(mention.name for mention in statement.mentions)]


def _page(window: Window) -> str:
    return f"sources/{window.source}"


def _voice(window: Window, citation: Citation) -> str:
    """Who speaks in the block that is cited, as the source itself says."""
    return next(block.place.speaker for block in window.blocks if block.id == citation.block)


def _machine(window: Window, cited: Sequence[Citation]) -> str:
    """The AI that says a part of it, or nothing."""
    blocks = {citation.block for citation in cited}
    said = (block.place.speaker for block in window.blocks if block.id in blocks and block.place.machine)
    return next(said, "")


def _said_by(window: Window, statement: Statement, cited: Sequence[Citation]) -> tuple[str, ...]:
    """Who says it; an AI never goes unnamed, for what it says stands on nobody's word."""
    named = tuple(filter(nameable, statement.said_by))
    machine = _machine(window, cited)
    return named if not machine or machine in named else (*named, machine)


def _stance(window: Window, statement: Statement, cited: Sequence[Citation]) -> Stance:
    """How it is said; an AI only passes on what others hold."""
    return "reported" if statement.stance == "asserted" and _machine(window, cited) else statement.stance


def _refused(window: Window, statement: Statement, reason: str) -> Diagnostic:
    message = f"dropped a statement that {reason}: {statement.text[:80]!r}"
    return REFUSED_TEXT.at(f"wiki/sources/{window.source}.md", message)


EXTRACT = Stage("extract", "fast", ExtractReply, fill, ground, _page)

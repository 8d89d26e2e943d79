"""CHECK: what a model wrote and the words it rests on in, what these words really carry out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.admission import objection
from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.llm.stage import Grounded, Stage
from kb.numbers import missing
from kb.reports import OVERSTATED, TRIMMED


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement, and the quotes that have to carry it."""

    text: str
    quotes: tuple[str, ...]
    meant: tuple[str, ...] = ()
    """For each quote how it was read: whom its pronouns mean, who says it, in which source."""
    how: str = ""
    """Who says it, and how, where it is a statement itself."""
    heading: str = ""
    """What it stands below."""
    names: tuple[str, ...] = ()
    """Names in it; their figures need no quote."""
    sums_up: bool = False
    """Whether its quotes are those of the pairs that follow: they are not shown twice."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of one page, with the text around the quotes where that is known."""

    page: str
    """As `concepts/<id>`."""
    pairs: tuple[Pair, ...]
    context: str = ""
    source: str = ""
    """What the page is about: the source, where it is the page of one."""


class Verdict(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int
    verdict: Literal["supported", "trimmed", "dropped"]
    text: str = Field(description="trimmed: the statement as the quotes carry it; else empty.")
    why: str = Field(description="trimmed or dropped: what the quotes do not say, in a few words; else empty.")


class CheckReply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    verdicts: list[Verdict] = Field(description="One for each number, in order.")


@dataclass(frozen=True, slots=True)
class Checked:
    """For each pair the text that its quotes carry; None where they carry none."""

    texts: tuple[str | None, ...]


def fill_claims(pairs: Pairs) -> Mapping[str, str]:
    return {"source": pairs.source, "context": pairs.context, "pairs": _listed(pairs.pairs)}


def fill_sentences(pairs: Pairs) -> Mapping[str, str]:
    return {"page": pairs.source, "pairs": _listed(pairs.pairs)}


def _listed(pairs: Sequence[Pair]) -> str:
    lines, heading = list[str](), ""
    for number, pair in enumerate(pairs, 1):
        if pair.heading != heading:
            heading = pair.heading
            lines.append(f"## {heading}")
        lines.append(_shown(number, pair))
    return "\n\n".join(lines)


def _shown(number: int, pair: Pair) -> str:
    meant = pair.meant or ("",) * len(pair.quotes)
    lines = [f"{number}. {pair.text}" + (f" ({pair.how})" if pair.how else "")]
    if pair.sums_up:
        return f"{lines[0]}\n   - (the quotes of the sentences below)"
    for text, quote in zip(meant, pair.quotes, strict=True):
        lines.append(f'   - "{" ".join(quote.split())}"' + (f" (read as: {text})" if text else ""))
    return "\n".join(lines)


def ground(pairs: Pairs, reply: CheckReply, key: Digest) -> Grounded[Checked]:
    """A pair without a verdict was not checked, and what was not checked is not kept."""
    verdicts = {verdict.number: verdict for verdict in reply.verdicts}
    texts: list[str | None] = []
    told: list[Diagnostic] = []
    for number, pair in enumerate(pairs.pairs, 1):
        text, why = _carried(pair, verdicts.get(number))
        texts.append(text)
        if text is None:
            told.append(OVERSTATED.at(f"wiki/{pairs.page}.md", f"dropped: {pair.text!r}: {why}"))
        elif text != pair.text:
            told.append(TRIMMED.at(f"wiki/{pairs.page}.md", f"{pair.text!r} became {text!r}: {why}"))
    return Grounded((Checked(tuple(texts)),), tuple(told))


def _carried(pair: Pair, verdict: Verdict | None) -> tuple[str | None, str]:
    """The text that stays, and why it is not the whole of what was written."""
    if verdict is None:
        return None, "it was not checked"
    text = " ".join(verdict.text.split()) if verdict.verdict == "trimmed" else pair.text
    if verdict.verdict == "dropped" or not text:
        return None, verdict.why or "its quotes do not carry it"
    reason = objection(text, pair.quotes) if text != pair.text else ""
    if reason:
        return None, f"what was made of it {reason}"
    # Readers pass over a wrong figure that stands in a right sentence; comparing figures needs no reader.
    numbers = missing(text, pair.quotes, lambda: pair.names)
    return (None, f"{', '.join(numbers)} stands in no quote") if numbers else (text, verdict.why)


def _page(pairs: Pairs) -> str:
    return pairs.page


CHECK_CLAIMS = Stage("check_claims", "fast", CheckReply, fill_claims, ground, _page)
CHECK_SENTENCES = Stage("check_sentences", "judge", CheckReply, fill_sentences, ground, _page)

"""A wiki and a model → a golden set for a person to correct, as YAML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.diagnostics import Diagnostic
from kb.llm.port import LanguageModel
from kb.llm.stage import Prompts
from kb.stages.draft_questions import DRAFT_QUESTIONS, Proposed, Sketch
from kb.wiki.frontmatter import Value, emit

_HEAD = """\
# A golden set, proposed by {engine}: every question waits for a person.
# Correct it, add other ways to say a fact, remove what is not worth asking, and then its "proposed: check me" line.
# docs/evaluation.md says what each key means.
questions:
"""
_TAGS = {"one source": "one-source", "two sources": "two-sources", "unanswerable": "unanswerable"}
_LONGEST_LINE = 110


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question, and what it was made from."""

    sketch: Sketch
    proposed: Proposed


def propose(
    sketches: Sequence[Sketch], model: LanguageModel, prompts: Prompts
) -> tuple[list[Proposal], list[Diagnostic]]:
    """One for each reply, those that can't be used too; a question that was proposed before is one of them."""
    replies = DRAFT_QUESTIONS.run_each(sketches, model, prompts)
    found = [Proposal(sketch, one) for sketch, reply in zip(sketches, replies, strict=True) for one in reply.results]
    first: dict[str, Proposal] = {}
    for one in found:
        if not one.proposed.problem:
            first.setdefault(one.proposed.ask.casefold(), one)
    kept = [one for one in found if one.proposed.problem or first[one.proposed.ask.casefold()] is one]
    return kept, [diagnostic for reply in replies for diagnostic in reply.diagnostics]


def as_yaml(proposals: Sequence[Proposal], engine: str) -> str:
    """The set of those that can be used. Reading it gives the same questions."""
    usable = [one for one in proposals if not one.proposed.problem]
    return _HEAD.format(engine=_plain(engine)) + "\n".join(map(_entry, usable))


def _entry(proposal: Proposal) -> str:
    proposed = proposal.proposed
    values: dict[str, Value] = {"ask": proposed.ask}
    if proposal.sketch.kind == "unanswerable":
        values["answerable"] = False
    else:
        values["facts"] = [" ".join(fact.quote.split()) for fact in proposed.facts]
        values["sources"] = list(map(str, proposed.sources))
    values["tags"] = ["proposed", _TAGS[proposal.sketch.kind]]
    comments = [f"  # {line}" for line in _comments(proposal)]
    first, *rest = emit(values).splitlines()
    return "\n".join([*comments, f"  - {first}", *(f"    {line}" for line in rest)]) + "\n"


def _comments(proposal: Proposal) -> Iterator[str]:
    unanswerable = proposal.sketch.kind == "unanswerable"
    yield "proposed: check me" + (": does really no source of the wiki say it?" if unanswerable else "")
    for excerpt in proposal.sketch.excerpts:
        block = excerpt.blocks[0]
        yield _plain(
            f"{'near' if unanswerable else 'from'} {excerpt.title}: wiki/sources/{block.source}.md#^{block.block}"
        )
    for why in proposal.proposed.lost:
        yield _plain(f"dropped a fact: {why}")


def _plain(text: str) -> str:
    """What may stand in a comment: one line of what can be printed."""
    line = "".join(char for char in " ".join(text.split()) if char.isprintable())
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1] + "…"

"""The pipeline: sources → claims → concepts → articles → linked wiki. A pure function of sources and replies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kb.diagnostics import Diagnostic
from kb.knowledge import Article, Block, Claim, ConceptTable, Source, SourceId
from kb.llm.port import LanguageModel
from kb.llm.stage import Grounded, Prompts
from kb.stages import windows
from kb.stages.compose import COMPOSE, Card
from kb.stages.describe import describe
from kb.stages.dossiers import decided, dossiers, undecided
from kb.stages.extract import EXTRACT, Window
from kb.stages.link import Links, link
from kb.stages.names import tally
from kb.stages.resolve import RESOLVE
from kb.stages.summarise import SUMMARISE, Gist, Summary

# Two or three settle every name; a model that keeps changing its mind must not keep a compile from ending.
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Memory:
    """What one compile leaves to the next beside the replies: who a name is, and what stood in one window."""

    table: ConceptTable = field(default_factory=lambda: ConceptTable({}))
    cuts: Mapping[SourceId, windows.Cut] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wiki:
    """All that the wiki says, before it becomes pages."""

    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    summaries: Mapping[SourceId, Summary]
    articles: tuple[Article, ...]
    links: Links
    memory: Memory
    diagnostics: tuple[Diagnostic, ...]


def compile_wiki(sources: Sequence[Source], memory: Memory, model: LanguageModel, prompts: Prompts) -> Wiki:
    """The wiki of `sources`, the same whatever their order. What can't be grounded is left out and reported."""
    sources, described = describe(sorted(sources, key=lambda source: source.id), model, prompts)
    cuts = cut_all(sources, memory.cuts)
    extracted = extract(sources, cuts, model, prompts)
    claims = extracted.results
    resolved, table = _resolve(claims, sources, memory.table, model, prompts)
    composed = COMPOSE.run_all(dossiers(claims, sources, table), model, prompts)
    summaries, summarised = _summarise(claims, sources, model, prompts)
    found = (*described, *extracted.diagnostics, *resolved, *composed.diagnostics, *summarised)
    articles = _among_themselves(composed.results)
    return Wiki(tuple(sources), claims, summaries, articles, link(articles), Memory(table, cuts), found)


def cut_all(sources: Sequence[Source], before: Mapping[SourceId, windows.Cut]) -> dict[SourceId, windows.Cut]:
    """The windows of each source, over the blocks that it does not repeat from another."""
    return {source.id: windows.cut(own, before.get(source.id, ())) for source, own in _own_blocks(sources)}


def extract(
    sources: Sequence[Source], cuts: Mapping[SourceId, windows.Cut], model: LanguageModel, prompts: Prompts
) -> Grounded[Claim]:
    """The claims of sources, by source and then as its text went when it was cut: a paragraph that only moves keeps
    its place here, and so changes no prompt."""
    return EXTRACT.run_all((w for source in sources for w in _windows(source, cuts[source.id])), model, prompts)


def _own_blocks(sources: Sequence[Source]) -> list[tuple[Source, list[Block]]]:
    """What each source can be cited for: its blocks, without those that it repeats from another."""
    ids = {source.id: {block.id for block in source.blocks} for source in sources}
    repeated = {source.id: ids[source.duplicate_of] if source.duplicate_of else set() for source in sources}
    return [(s, [b for b in s.blocks if b.citable and b.id not in repeated[s.id]]) for s in sources]


def _windows(source: Source, cut: windows.Cut) -> list[Window]:
    blocks = {block.id: block for block in source.blocks}
    kind, language = source.reading.kind, source.reading.language
    return [Window(source.id, kind, language, tuple(blocks[one] for one in window)) for window in cut]


def _resolve(
    claims: Sequence[Claim], sources: Sequence[Source], table: ConceptTable, model: LanguageModel, prompts: Prompts
) -> tuple[tuple[Diagnostic, ...], ConceptTable]:
    """Names with a reason to be a concept that nobody has decided on yet are decided on, and remembered.

    What was decided may settle what was left open, so it is asked until nothing new comes of it: a second compile
    finds nothing to add.
    """
    tallies = tally(claims, {source.id: source.origin for source in sources})
    found: tuple[Diagnostic, ...] = ()
    for _ in range(_ROUNDS):
        batches = undecided(tallies, table)
        decisions = RESOLVE.run_all(batches, model, prompts)
        found = (*found, *decisions.diagnostics)
        before, table = table, decided(table, batches, decisions.results)
        if table == before:
            break
    return tuple(dict.fromkeys(found)), table


def _summarise(
    claims: Sequence[Claim], sources: Sequence[Source], model: LanguageModel, prompts: Prompts
) -> tuple[dict[SourceId, Summary], tuple[Diagnostic, ...]]:
    said: dict[SourceId, list[Claim]] = {source.id: [] for source in sources}
    for claim in claims:
        said[claim.source].append(claim)
    found: dict[SourceId, Grounded[Summary]] = {}
    for source in sources:
        speakers = tuple(dict.fromkeys(block.place.speaker for block in source.blocks if block.place.speaker))
        gist = Gist(Card.of(source), speakers, tuple(said[source.id]))
        found[source.id] = SUMMARISE.run(gist, model, prompts)
    diagnostics = tuple(d for grounded in found.values() for d in grounded.diagnostics)
    return {one: grounded.results[0] for one, grounded in found.items() if grounded.results}, diagnostics


def _among_themselves(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Neighbours that got no article are nobody's neighbour."""
    there = {article.concept.id for article in articles}
    return tuple(replace(a, neighbours=tuple(n for n in a.neighbours if n in there)) for a in articles)

"""The pipeline: sources → claims → concepts → articles → linked wiki. A pure function of sources and replies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kb.diagnostics import Diagnostic
from kb.knowledge import Article, Claim, ConceptTable, Source, SourceId
from kb.llm.port import LanguageModel
from kb.llm.stage import Prompts
from kb.passes.asking import Asking
from kb.passes.composition import compose
from kb.passes.description import describe
from kb.passes.extraction import Cuts, cut_all, extract
from kb.passes.resolution import resolve
from kb.passes.summaries import summarise
from kb.stages.disputes import settled
from kb.stages.dossiers import dossiers
from kb.stages.facets import Facets
from kb.stages.link import Links, link
from kb.stages.summarise import Summary
from kb.stages.yields import Yield, yields


@dataclass(frozen=True, slots=True)
class Memory:
    """What one compile leaves to the next beside the replies: who a name is, what stood in one window, and how the
    articles of hubs are divided."""

    table: ConceptTable = field(default_factory=lambda: ConceptTable({}))
    cuts: Cuts = field(default_factory=dict)
    facets: Facets = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wiki:
    """All that the wiki says, before it becomes pages."""

    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    summaries: Mapping[SourceId, Summary]
    yields: Mapping[SourceId, Yield]
    articles: tuple[Article, ...]
    links: Links
    memory: Memory
    diagnostics: tuple[Diagnostic, ...]


def compile_wiki(sources: Sequence[Source], memory: Memory, model: LanguageModel, prompts: Prompts) -> Wiki:
    """The wiki of `sources`, the same whatever their order. What can't be grounded is left out and reported."""
    asking = Asking(model, prompts)
    sources = sorted(sources, key=lambda source: source.id)
    cuts = cut_all(sources, memory.cuts)
    sources = describe(sources, cuts, asking)
    claims = extract(sources, cuts, asking)
    # Before anything is written: a sentence that a page loses later is no statement that its source lost.
    read = yields(sources, claims, asking.found)
    table = resolve(claims, sources, memory.table, asking)
    articles, facets = compose(dossiers(claims, sources, table), memory.facets, asking)
    summaries = summarise(claims, sources, asking)
    articles = settled(_among_themselves(articles))
    found, memory = tuple(dict.fromkeys(asking.found)), Memory(table, cuts, facets)
    return Wiki(tuple(sources), claims, summaries, read, articles, link(articles), memory, found)


def _among_themselves(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Neighbours that got no article are nobody's neighbour."""
    there = {article.concept.id for article in articles}
    return tuple(replace(a, neighbours=tuple(n for n in a.neighbours if n in there)) for a in articles)

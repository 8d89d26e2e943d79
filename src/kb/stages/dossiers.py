"""Claims and the concept table → which names need a decision, and what is known of each concept. No model."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kb.knowledge import Claim, Concept, ConceptId, ConceptTable, Source, SourceId
from kb.slug import slug, unused
from kb.stages.cards import Card
from kb.stages.compose import Dossier
from kb.stages.names import Tally, fold, grouped, has_reason, tally
from kb.stages.resolve import Batch, Decision, Name

BATCH = 40
_NEIGHBOURS = 8
_CANDIDATES = 5
_VOICED = 12


class Directory:
    """Names → concepts, as the table has them."""

    def __init__(self, table: ConceptTable) -> None:
        self._table = table
        self._ids: dict[str, ConceptId] = {}
        self._spelled: dict[str, ConceptId] = {}
        self._by_word: defaultdict[str, set[ConceptId]] = defaultdict(set)
        for concept in table.concepts.values():
            self.learn(concept.id, (concept.title, *concept.aliases))

    def learn(self, concept: ConceptId, names: Iterable[str]) -> None:
        """More names of a concept; a name that leads somewhere already keeps doing so."""
        for name in names:
            self._ids.setdefault(fold(name), concept)
            # "Windows" and "windows" fold differently, but no reader could tell two pages of these names apart.
            self._spelled.setdefault(name.casefold(), concept)
            for word in fold(name).split():
                self._by_word[word].add(concept)

    def id_of(self, name: str) -> ConceptId | None:
        return self._ids.get(fold(name), self._spelled.get(name.casefold()))

    def free_for(self, name: str, concept: ConceptId) -> bool:
        """Whether the name can lead to the concept: it is spelled like no other's."""
        return self._spelled.get(name.casefold(), concept) == concept

    def find(self, name: str) -> Concept | None:
        """The concept that a name leads to, merged ones followed."""
        found = self.id_of(name)
        return self._table.settled(found) if found is not None else None

    def title_of(self, name: str) -> str:
        found = self.find(name)
        return found.title if found is not None else ""

    def like(self, name: Tally) -> tuple[str, ...]:
        """Titles of concepts that share a word with one of the name's spellings, the closest first."""
        shared = Counter(one for form in name.forms for word in fold(form).split() for one in self._by_word[word])
        nearest = sorted(shared, key=lambda one: (-shared[one], one))[:_CANDIDATES]
        return tuple(dict.fromkeys(self._table.settled(one).title for one in nearest))


def undecided(tallies: Iterable[Tally], table: ConceptTable) -> list[Batch]:
    """The names that have a reason to be a concept and that the table does not know, some to a batch."""
    directory = Directory(table)
    skipped = {fold(name) for name in table.skipped}
    reasoned = (one for one in tallies if has_reason(one) and fold(one.forms[0]) not in skipped)
    found = [one for one in reasoned if directory.find(one.forms[0]) is None]
    return [Batch(tuple(_name(one, directory) for one in group)) for group in grouped(found, BATCH)]


def _name(one: Tally, directory: Directory) -> Name:
    return Name(one.forms[0], one.forms, one.sources, one.claims, one.samples, directory.like(one))


def decided(table: ConceptTable, batches: Iterable[Batch], decisions: Iterable[Decision]) -> ConceptTable:
    """The table with what was decided: new concepts, other names of old ones, and names that are not worth one."""
    forms = {name.text: name.forms for batch in batches for name in batch.names}
    directory = Directory(table)
    for decision in sorted(decisions, key=lambda one: one.verdict != "new"):
        if decision.verdict == "skip":
            table = table.without([decision.name])
            continue
        one = directory.id_of(decision.concept)
        if one is None and decision.verdict == "new":
            one = ConceptId(unused(slug(decision.concept), table.concepts))
            table = table.with_new(Concept(one, decision.concept))
        if one is not None:
            title = fold(table.concepts[one].title)
            spelled = [form for form in (decision.name, *forms[decision.name]) if fold(form) != title]
            aliases = [form for form in spelled if directory.free_for(form, one)]
            table = table.with_aliases(one, _unlike(aliases))
            directory.learn(one, (decision.concept, *aliases))
    return table


def dossiers(claims: Sequence[Claim], sources: Sequence[Source], table: ConceptTable) -> list[Dossier]:
    """What is known of each concept that has a reason for a page, in order of title."""
    directory = Directory(table)
    about = [_concepts(claim, directory) for claim in claims]
    counted = tally(claims, {source.id: source.origin for source in sources}, directory.title_of)
    reasons = {fold(one.forms[0]) for one in counted if has_reason(one)}
    by_concept: defaultdict[ConceptId, set[int]] = defaultdict(set)
    for at, found in enumerate(about):
        for concept in found:
            by_concept[concept.id].add(at)
    kept = [c for c in table.concepts.values() if c.id in by_concept and _deserves(c, reasons)]
    voices = _voices(claims, directory)
    near = _neighbours(about, {concept.id for concept in kept})
    cards = {source.id: Card.of(source) for source in sources}
    ordered = sorted(kept, key=lambda concept: (concept.title.casefold(), concept.id))
    known = [[claims[at] for at in sorted(by_concept[c.id] | voices[c.id])] for c in ordered]
    neighbours = [tuple(table.concepts[one] for one in near[c.id]) for c in ordered]
    return [_dossier(c, some, cards, close) for c, some, close in zip(ordered, known, neighbours, strict=True)]


def _voices(claims: Sequence[Claim], directory: Directory) -> defaultdict[ConceptId, set[int]]:
    """Places of what each concept that speaks says itself: of each source what names most."""
    said: defaultdict[tuple[ConceptId, SourceId], list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        speaker = directory.find(claim.said_by[0]) if claim.said_by else None
        if speaker is not None:
            said[speaker.id, claim.source].append(at)
    voices: defaultdict[ConceptId, set[int]] = defaultdict(set)
    for (speaker_id, _), places in said.items():
        voices[speaker_id].update(sorted(places, key=lambda at: (-len(claims[at].names), at))[:_VOICED])
    return voices


def _deserves(concept: Concept, reasons: set[str]) -> bool:
    return concept.page == "always" or (concept.page == "auto" and fold(concept.title) in reasons)


def _dossier(
    concept: Concept, claims: Sequence[Claim], cards: Mapping[SourceId, Card], near: tuple[Concept, ...]
) -> Dossier:
    cited = dict.fromkeys(claim.source for claim in claims)
    return Dossier(concept, tuple(cards[source] for source in cited), tuple(claims), near)


def _concepts(claim: Claim, directory: Directory) -> list[Concept]:
    """What a claim is about, each concept once."""
    found = (directory.find(name) for name in claim.names)
    return list({concept.id: concept for concept in found if concept is not None}.values())


def _neighbours(about: Iterable[Sequence[Concept]], kept: set[ConceptId]) -> dict[ConceptId, list[ConceptId]]:
    """For each concept those that stand in the same claims most often."""
    together: defaultdict[ConceptId, Counter[ConceptId]] = defaultdict(Counter)
    for found in about:
        for one, other in combinations(sorted({c.id for c in found} & kept), 2):
            together[one][other] += 1
            together[other][one] += 1
    return {one: sorted(together[one], key=lambda other: (-together[one][other], other))[:_NEIGHBOURS] for one in kept}


def _unlike(names: Iterable[str]) -> tuple[str, ...]:
    """The names without those that differ only in case, number or possession."""
    return tuple({fold(name): name for name in reversed(list(names))}.values())[::-1]

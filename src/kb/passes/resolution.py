"""Claims → the concept table, with every name that has a reason to be a concept decided on."""

from collections.abc import Sequence

from kb.knowledge import Claim, ConceptTable, Source
from kb.passes.asking import Asking
from kb.stages.dossiers import decided, undecided
from kb.stages.names import tally
from kb.stages.resolve import RESOLVE

# Two or three settle every name; a model that keeps changing its mind must not keep a compile from ending.
_ROUNDS = 8


def resolve(claims: Sequence[Claim], sources: Sequence[Source], table: ConceptTable, asking: Asking) -> ConceptTable:
    """Names with a reason to be a concept that nobody has decided on yet are decided on, and remembered.

    What was decided may settle what was left open, so it is asked until nothing new comes of it: a second compile
    finds nothing to add.
    """
    tallies = tally(claims, {source.id: source.origin for source in sources})
    for _ in range(_ROUNDS):
        batches = undecided(tallies, table)
        before, table = table, decided(table, batches, asking.all(RESOLVE, batches))
        if table == before:
            break
    return table

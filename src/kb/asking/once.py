"""A question → evidence → an answer; a model that misses something has one more search."""

import math
from collections.abc import Sequence
from dataclasses import replace

from kb.asking.answers import Answer, Form, Library, Question, Reference, Step
from kb.asking.evidence import DISPUTE, MORE, Evidence, Gathered, added, gather
from kb.knowledge import Citation, Sentence
from kb.search.index import Index
from kb.search.passages import Anchor, Page
from kb.search.query import Query
from kb.stages.answer import ANSWER, Answered
from kb.stages.inquiry import Inquiry, Word


def ask(question: Question, library: Library, form: Form = ANSWER) -> Answer:
    """Two requests at the most."""
    queries = queries_of(question, library.index)
    gathered = gather(library.index, queries)
    first = answer(question, gathered, library, form, last=False)
    if not first.answered.look_up:
        return first
    index, looks = library.index, first.answered.look_up
    found = [gather(index, [index.corrected(Query.said(look))], MORE) for look in looks]
    second = answer(question, added(gathered, found), library, form)
    steps = tuple(
        Step("search", look, tuple(passage.address for passage in one.evidence))
        for look, one in zip(looks, found, strict=True)
    )
    # Without a second reply there is the first, whatever it is worth.
    best = second if second.answered != Answered() or not first.enough else first
    return replace(best, steps=steps, diagnostics=tuple(dict.fromkeys((*first.diagnostics, *second.diagnostics))))


def answer(
    question: Question, gathered: Gathered, library: Library, form: Form = ANSWER, *, last: bool = True
) -> Answer:
    """What a model makes of evidence that was gathered. Not `last`: it may ask for more first."""
    # As it was typed: a real name that resembles a title must not look known.
    query = Query.question(question.text)
    words = words_of(library.index, query)
    nowhere = tuple(word.text for word in words if word.rarity is None)
    nothing = Answer(question.text, nearest=gathered.nearest, nowhere=nowhere)
    if not gathered.evidence:
        return nothing
    excerpts = tuple(one.excerpt for one in gathered.evidence)
    inquiry = Inquiry(query.text, words, excerpts, question.before, last)
    grounded = form.run(inquiry, library.model, library.prompts)
    answered = grounded.results[0] if grounded.results else Answered()
    if not answered.enough:
        answered = replace(answered, sentences=(), clashes=())
    references = _references(answered.sentences, gathered.evidence)
    return replace(
        nothing,
        answered=answered,
        led=_led(references, gathered.evidence),
        disputes=_disputes(library.index, references),
        references=references,
        diagnostics=grounded.diagnostics,
    )


def queries_of(question: Question, index: Index) -> list[Query]:
    """Its own, and one with the words of what was asked before: a follow-up does not repeat what it is about."""
    asked = index.corrected(Query.question(question.text))
    if not question.before:
        return [asked]
    before = question.before[-1]
    together = Query.said(f"{asked.text} {before.question} {before.answer[:300]}")
    return [asked, replace(together, only=asked.only)]


def words_of(index: Index, query: Query) -> tuple[Word, ...]:
    passages = max(len(index), 1)
    counts = index.frequencies(query.terms)
    return tuple(Word(term, round(math.log2(passages / n)) if n else None) for term, n in counts.items())


def _references(sentences: Sequence[Sentence], evidence: Sequence[Evidence]) -> dict[Citation, Reference]:
    blocks = {
        (block.source, block.block): (one.passage.page, block) for one in evidence for block in one.excerpt.blocks
    }
    found = {}
    for citation in (citation for sentence in sentences for citation in sentence.citations):
        page, block = blocks[citation.source, citation.block]
        found[citation] = Reference(page, block.speaker, block.time)
    return found


def _led(references: dict[Citation, Reference], evidence: Sequence[Evidence]) -> tuple[Page, ...]:
    cited = {(reference.page.path, citation.block) for citation, reference in references.items()}
    holding = (one for one in evidence if any(anchor in cited for p in one.passage.pieces for anchor in p.anchors))
    return tuple(dict.fromkeys(page for one in holding for page in one.about if page.type != DISPUTE))


def _disputes(index: Index, references: dict[Citation, Reference]) -> tuple[Page, ...]:
    anchors = [Anchor(reference.page.path, citation.block) for citation, reference in references.items()]
    return tuple(dict.fromkeys(passage.page for passage in index.citing(anchors, "disputes")))

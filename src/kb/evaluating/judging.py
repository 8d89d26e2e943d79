"""Answers of a run → what a judge model thinks of their facts and sentences, all asked in one wave."""

from collections.abc import Sequence

from kb.asking.answers import Answer, Library
from kb.diagnostics import Diagnostic
from kb.evaluating.trying import Tried
from kb.knowledge import Citation, Sentence
from kb.stages.judge_answer import JUDGE_ANSWER, Judged, Sworn, Trial


def judge(tried: Sequence[Tried], library: Library) -> tuple[list[Judged | None], list[Diagnostic]]:
    """One for each question, None where nothing was answered or the judge gave no reply; and why."""
    trials = [_trial(one) if one.answer.sentences else None for one in tried]
    replies = iter(JUDGE_ANSWER.run_each([one for one in trials if one], library.model, library.prompts))
    given = [next(replies) if trial else None for trial in trials]
    judged = [one.results[0] if one is not None and one.results else None for one in given]
    return judged, [found for one in given if one is not None for found in one.diagnostics]


def _trial(tried: Tried) -> Trial:
    sentences = tuple(_sworn(tried.answer, sentence) for sentence in tried.answer.sentences)
    return Trial(tried.golden.ask, tuple(fact.ways for fact in tried.golden.facts), sentences)


def _sworn(answer: Answer, sentence: Sentence) -> Sworn:
    text = f"{sentence.speaker}: {sentence.text}" if sentence.speaker else sentence.text
    quotes = tuple(citation.quote for citation in sentence.citations)
    return Sworn(text, quotes, tuple(_place(answer, citation) for citation in sentence.citations))


def _place(answer: Answer, citation: Citation) -> str:
    found = answer.references[citation]
    return ", ".join(part for part in (found.page.title, found.speaker, found.time) if part)

"""A source's claims in, how its page opens out: what it is, by rule, and its most central sentences, quoted."""

from kb.extractive.ranking import central
from kb.stages.summarise import Gist, SummariseReply
from kb.stages.written import WrittenSentence

_KEY_PASSAGES = 5
_VOICES = 3


def summarise(gist: Gist) -> SummariseReply:
    texts = [claim.text for claim in gist.claims]
    sentences = [WrittenSentence(text=texts[at], claims=[at + 1]) for at in central(texts, _KEY_PASSAGES)]
    return SummariseReply(description=_description(gist), sentences=sentences)


def _description(gist: Gist) -> str:
    """What it is and who speaks: nothing that only a reader could say."""
    kind = (gist.card.kind or "source").capitalize()
    voices = list(gist.speakers[:_VOICES])
    more = len(gist.speakers) - len(voices)
    if more:
        voices.append(f"{more} more")
    who = (
        f" with {', '.join(voices[:-1])} and {voices[-1]}"
        if len(voices) > 1
        else f" with {voices[0]}"
        if voices
        else ""
    )
    when = f", {gist.card.published}" if gist.card.published else ""
    return f"{kind}{who}{when}."

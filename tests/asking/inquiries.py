"""A small inquiry, and replies to it."""

import json

from kb.knowledge import BlockId, SourceId
from kb.stages.inquiry import Excerpt, Inquiry, Quotable

OPENED = "The Harlow Barrage was opened in 1998."
COST = "The barrage cost 310 million pounds, and nobody came."


def quotable(text, number=1, source="talk"):
    return Quotable(SourceId(source), BlockId(f"k{number:08x}"), text, speaker="Ada Brook", time="12:34")


EXCERPTS = (
    Excerpt("Talk", "", (quotable(OPENED), quotable(COST, 2))),
    Excerpt("Report of 2019", "", (quotable("It was closed for good in the spring.", 3, "report"),), (), "2019-05-30"),
)
INQUIRY = Inquiry("When was it opened?", (), EXCERPTS)


def written(text, *quotes):
    """A sentence of a reply; each quote is (passage, words)."""
    return {"text": text, "quotes": [{"passage": number, "quote": words} for number, words in quotes]}


def reply(*sentences, enough=True, look_up=(), disagreements=(), wanted=""):
    """The JSON of a reply, its fields in the order of the schema."""
    told = {"look_up": [*look_up], "enough": enough, "sentences": [*sentences]}
    return json.dumps({**told, "disagreements": [*disagreements], "wanted": wanted})

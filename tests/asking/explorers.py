"""A small wiki to explore, and models that explore it in the ways of a script."""

import json

from kb.asking.answers import Library, Question
from kb.asking.exploring import Bounds, Way, explore
from kb.asking.shelf import Shelf
from kb.extractive.answer import answer
from models import Saying
from searchable import CONCEPT, SOURCE, concept, source

THREAD = source(
    "Thread on the turbines",
    "Ada Brook: The turbines of the Harlow Barrage were replaced in 2015.",
    "Sam Vale: They came from a company in Norway.",
    *(f"Ada Brook: Remark {n} of the thread. {'It is long. ' * 110}" for n in range(8)),
)
PAGES = {
    "sources/ep-7.md": SOURCE,
    "sources/thread.md": THREAD,
    "sources/mill.md": source("The tide mill", "The mill of Sallow Creek ground corn until 1931."),
    "concepts/harlow-barrage.md": CONCEPT,
    "concepts/silt.md": concept("Silt", "It settles at the [barrage](harlow-barrage.md).", aliases=["mud"]),
}
PROMPTS = {
    "explore": "{{question}}|{{whole}}\n{{tools}}\n{{words}}{{before}}{{more}}\n{{passages}}",
    "answer": "{{question}}\n{{words}}{{before}}{{more}}\n{{passages}}",
}


def move(*looks, keep=(), parts=(), done=False):
    """The JSON of a reply; each look is (tool, argument)."""
    looks = [{"tool": tool, "argument": argument, "why": "to know"} for tool, argument in looks]
    return json.dumps({"keep": [*keep], "parts": [*parts], "looks": looks, "done": done})


DONE = move(keep=[1], done=True)


def exploring(say):
    """A model that explores as `say(request)` tells, and answers by rule."""

    def reply(request):
        return say(request) if request.stage == "explore" else answer(request.item).model_dump_json()

    return Saying(reply)


def scripted(*replies):
    """These replies, one a round, the last again and again."""
    return exploring(lambda request: replies[min(len(request.turns), len(replies) - 1)])


def explored(index, model, question="What did the Harlow Barrage cost?", bounds=None, clock=lambda: 0.0):
    pages = {path: text.encode() for path, text in PAGES.items()}
    way = Way(Shelf(lambda: pages, index), clock, bounds or Bounds())
    return explore(Question(question), Library(index, model, PROMPTS), way)


def told(model, nth=-1):
    """What the model was told last before a request to explore."""
    return [request for request in model.asked if request.stage == "explore"][nth].last


def rounds(model):
    return sum(request.stage == "explore" for request in model.asked)

"""A model that does what a text tells it: it copies the attack into every field of every reply that may hold words."""

import json

from models import Saying


def obeying(text):
    """Its quotes really stand in the source, so nothing but the words themselves can give it away."""
    replies = {"extract": _extracted, "resolve": _resolved, "compose": _composed, "summarise": _summarised}
    return Saying(lambda request: json.dumps(replies[request.stage](text, request.item)), stages=replies)


def _extracted(text, window):
    return {"statements": [s for block in window.blocks for s in (_statement(text, text, block), _honest(text, block))]}


def _statement(text, said, block):
    names = {"about": [text, "Harlow Barrage"], "mentions": [text.title(), text[:60]]}
    return {"text": said, "quotes": [block.text], "said_by": [text], "stance": "asserted", **names}


def _honest(text, block):
    return _statement(text, block.text, block)


def _resolved(text, batch):
    return {"decisions": [{"name": name.text, "verdict": "new", "concept": name.text} for name in batch.names]}


def _composed(text, dossier):
    numbers = range(1, len(dossier.claims) + 1)
    told = [{"text": dossier.claims[n - 1].text, "claims": [n]} for n in numbers]
    obeyed = [{"text": text, "claims": [n]} for n in numbers] + [{"text": text, "claims": list(numbers)}]
    return {"description": text, "sections": [{"heading": text, "sentences": obeyed + told}]}


def _summarised(text, gist):
    return {"description": text, "sentences": _composed(text, gist)["sections"][0]["sentences"]}

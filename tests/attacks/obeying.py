"""A model that does what a text tells it: it copies the attack into every field of every reply that may hold words."""

import json

from models import Saying


def obeying(text):
    """Its quotes really stand in the source, so nothing but the words themselves can give it away."""
    replies = {"extract": _extracted, "resolve": _resolved, "compose": _composed, "summarise": _summarised}
    replies |= {"reconcile": _reconciled, "describe": _described}
    return Saying(lambda request: json.dumps(replies[request.stage](text, request.item)), stages=replies)


def _extracted(text, window):
    return {"statements": [s for block in window.blocks for s in (_statement(text, text, block), _honest(text, block))]}


def _statement(text, said, block):
    names = {"about": [text, "Harlow Barrage"], "mentions": [_mention(text.title()), _mention(text[:60])]}
    return {"text": said, "quotes": [block.text], "said_by": [text], "stance": "asserted", "time": text, **names}


def _mention(name):
    return {"text": name, "meant": name, "sure": True}


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


def _reconciled(text, dossier):
    pair = {"one": 1, "other": len(dossier.claims), "differ_in": "nothing"}
    return {"contradictions": [{**pair, "question": text, "settle": text}]}


def _described(text, opening):
    people = [{"name": text, "office": text, "role": role} for role in ("author", "participant")]
    dated, worded = {"date": text, "quote": text}, {"signs": [text], "reason": text, "verdict": "unsure"}
    return {"title": text, "people": people, "published": dated, "language": text, "genre": text, "wording": worded}

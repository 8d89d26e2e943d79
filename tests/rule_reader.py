"""A reader for the scripted server whose replies follow from the prompt alone, by rules that a test can foresee.

Every sentence of a source is a statement about the capitalised names in it; articles and summaries repeat statements.
"""

import json
import re

from messages_api import says

_SENTENCE = re.compile(r"[A-Z][^.!?]*[.!?]")
_NAME = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z0-9][A-Za-z0-9]*)*")
_NUMBERED = re.compile(r"^\[(\d+)\] (.*?)(?: \([^()]*\))?$", re.M)
_LISTED = re.compile(r"^(\d+)\. ", re.M)
_PART = 14


def read(body, nth):
    """The reply to a request; the same for the same body."""
    prompt = body["messages"][0]["content"]
    return says(json.dumps(reply(frozenset(_schema(body)["properties"]), prompt, body["system"][0]["text"])))


def reply(keys, prompt, system=""):
    """The reply of a stage that asks for an object with these keys."""
    if "statements" in keys:
        return {"statements": [] if "⟦" in prompt else [_statement(s) for s in _SENTENCE.findall(_inside(prompt))]}
    return _RULES[keys](prompt)


def _schema(body):
    return body["output_config"]["format"]["schema"]


def _inside(prompt, tag="source"):
    return prompt.split(f"<{tag}>")[1].split(f"</{tag}>")[0]


def _statement(sentence):
    names = list(dict.fromkeys(name.removeprefix("The ") for name in _NAME.findall(sentence)))
    return {
        "text": f"{sentence[:-1]}, it is said.",
        "quotes": [sentence],
        "said_by": [],
        "stance": "asserted",
        "time": "",
        "about": names[:3],
        "mentions": [{"text": name, "meant": "", "sure": True} for name in names[3:]],
    }


def _claims(prompt):
    return [(int(number), text) for number, text in _NUMBERED.findall(prompt)]


def _checked(prompt):
    numbers = map(int, _LISTED.findall(prompt))
    return {"verdicts": [{"number": n, "verdict": "supported", "text": "", "why": ""} for n in numbers]}


def _resolved(prompt):
    names = re.findall(r"^- name: (.*)$", prompt, re.M)
    return {"decisions": [{"name": name, "verdict": "new", "concept": name} for name in names]}


def _composed(prompt):
    sentences = [{"text": text, "claims": [number]} for number, text in _claims(prompt)]
    return {"description": sentences[0]["text"], "sections": [{"heading": "", "sentences": sentences}]}


def _summarised(prompt):
    claims = _claims(prompt)[:5]
    return {"description": "A source.", "sentences": [{"text": text, "claims": [number]} for number, text in claims]}


def _outlined(prompt):
    numbers = [number for number, _ in _claims(prompt)]
    parts = [numbers[at : at + _PART] for at in range(0, len(numbers), _PART)]
    return {"parts": [{"heading": f"From statement {part[0]} on", "claims": part} for part in parts]}


def _placed(prompt):
    headings = re.findall(r"^- (.*)$", _inside(prompt, "headings"), re.M)
    return {"places": [{"number": number, "heading": headings[-1]} for number, _ in _claims(prompt)]}


def _led(prompt):
    sentences = [{"text": text, "sentences": [number]} for number, text in _claims(prompt)[:3]]
    return {"description": sentences[0]["text"], "sentences": sentences}


def _answered(prompt):
    sentence = _SENTENCE.findall(_inside(prompt, "passages").replace("> ", ""))[0]
    return {"sentences": [{"text": sentence, "quote": sentence, "passage": 1}], "enough": True}


def _described(prompt):
    wording = {"signs": [], "reason": "It reads like a text.", "verdict": "verbatim"}
    undated = {"date": "", "quote": ""}
    return {"title": "", "people": [], "published": undated, "language": "en", "genre": "", "wording": wording}


_RULES = {
    frozenset({"title", "people", "published", "language", "genre", "wording"}): _described,
    frozenset({"posts"}): lambda prompt: {"posts": []},
    frozenset({"verdicts"}): _checked,
    frozenset({"decisions"}): _resolved,
    frozenset({"contradictions"}): lambda prompt: {"contradictions": []},
    frozenset({"description", "sections"}): _composed,
    frozenset({"description", "sentences"}): lambda p: _led(p) if "<sentences>" in p else _summarised(p),
    frozenset({"parts"}): _outlined,
    frozenset({"places"}): _placed,
    frozenset({"sentences", "enough"}): _answered,
}

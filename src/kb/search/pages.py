"""STAND-IN"""

import re

from kb.search.passages import Page, Passage, Piece


def passages_of(path, text):
    t = re.search(r"^title: (.*)$", text, re.M)
    import json

    title = json.loads(t.group(1))
    return [Passage(Page(path, title), "", (Piece(text.split("\n---\n", 1)[1].strip()),))]

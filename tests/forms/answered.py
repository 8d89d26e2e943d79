"""Inquiries, replies and answers of a few lines."""

from kb.asking.answers import Answer, Reference
from kb.digest import Digest
from kb.knowledge import BlockId, Citation, Sentence, SourceId
from kb.quoting import Span
from kb.search.passages import Page
from kb.stages.answer import Answered, Clash
from kb.stages.chart import ChartReply
from kb.stages.chart import ground as ground_chart
from kb.stages.inquiry import Excerpt, Inquiry, Quotable
from kb.stages.table import TableReply
from kb.stages.table import ground as ground_table

SILT = "In 2019 the Trust measured 40 tonnes of silt."
COST = "The barrage cost £310 million."
QUESTION = "What about the barrage?"


def inquiry(*texts, question=QUESTION):
    """A passage for each text, numbered from 1; of a source of its own."""
    excerpts = (
        Excerpt(f"Talk {n}", "", (Quotable(SourceId(f"s{n}"), BlockId(f"k{n:08x}"), text, speaker="Ada", time="0:12"),))
        for n, text in enumerate(texts, 1)
    )
    return Inquiry(question, (), tuple(excerpts))


def quote(passage, words):
    return {"passage": passage, "quote": words}


def cell(text, *quotes):
    return {"text": text, "quotes": [quote(*one) for one in quotes]}


def tabled(texts, columns, *rows, **more):
    """What comes of a reply with these rows of cells."""
    cells = [{"cells": list(row)} for row in rows]
    reply = {"look_up": [], "enough": True, "columns": columns, "rows": cells, "wanted": "", **more}
    grounded = ground_table(inquiry(*texts), TableReply.model_validate(reply), Digest("k"))
    return grounded.results[0], [one.message for one in grounded.diagnostics]


def point(label, value, passage, words):
    return {"label": label, "value": value, "quotes": [quote(passage, words)]}


def charted(texts, *points, series=(), **more):
    """What comes of a reply with these points, or with these series of points."""
    lines = [{"name": name, "points": list(held)} for name, held in series] or [{"name": "", "points": list(points)}]
    reply = {"look_up": [], "enough": True, "title": "Silt", "kind": "bar", "unit": "tonnes", "x_label": "Year"}
    made = ChartReply.model_validate({**reply, "series": lines, "wanted": "", **more})
    grounded = ground_chart(inquiry(*texts), made, Digest("k"))
    return grounded.results[0], [one.message for one in grounded.diagnostics]


def citation(of="s1", words="words"):
    return Citation(SourceId(of), BlockId("k00000001"), Span(0, len(words)), words)


def sentence(text, *citations, speaker=""):
    return Sentence(text, citations or (citation(words=f"quote of {text}"),), speaker)


def answer(*sentences, question=QUESTION, clashes=(), **more):
    """An answer of these sentences, or of what a table or a chart came to."""
    first = sentences[0] if sentences else None
    made = tuple(Clash(about, sides) for about, sides in clashes)
    answered = first if isinstance(first, Answered) else Answered(sentences, bool(sentences), made)
    cited = (one for said in answered.sentences for one in said.citations)
    references = {
        one: Reference(Page(f"sources/{one.source}.md", f"Talk {one.source}", type="Source"), "Ada", "0:12")
        for one in cited
    }
    return Answer(question, answered, references=references, **more)


NASTY = [
    "[[Other page]] and ![[raw.md]]",
    "<!-- _class: x --> <script>alert(1)</script>",
    "---",
    "# Heading",
    "![bg](x.png) [a](b)",
    "It costs $5 and $x$ or $$y$$",
    "| a | b | ends with \\",
    "%% hidden %%",
    "=cmd() `code` ~~gone~~ ==mark== *b*",
    "[^1]: note",
    "one\n\n---\n\ntwo",
    "#tag and ^k00000001",
    ":smile: &lt;b&gt;",
]

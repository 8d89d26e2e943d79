"""search: words → the passages of sources that fit them best, and the articles that do."""

from collections.abc import Iterator, Sequence

from kb.asking.evidence import SOURCE, Evidence, Gathered, gather
from kb.asking.tools.tool import Desk, Found, Tool
from kb.errors import UsageError
from kb.markup import fold
from kb.search.query import Query

BUDGET = 1600
"""Tokens of passages that a search shows, those that were shown before left out."""
_DEPTH = 4
"""How many times as much is looked through for what was not shown yet."""


def look(words: str, desk: Desk) -> Found:
    try:
        query = Query.parse(words)
    except UsageError as error:
        return Found(str(error))
    # A phrase that stands nowhere as it is may stand there in other words.
    tries = (gather(desk.index, [one], _DEPTH * BUDGET) for one in (query, Query.question(words)))
    gathered = next((one for one in tries if one.evidence), Gathered())
    articles = [page for page in gathered.nearest if page.type != SOURCE]
    named = "; ".join(f"{fold(page.title)} ({page.path})" for page in articles)
    word = f"pages that fit: {named}" if named else ""
    if not gathered.evidence:
        return Found("; ".join(part for part in (_nowhere(query, desk), word) if part))
    return Found(word, tuple(_unseen(gathered.evidence, desk)), addresses=tuple(page.path for page in articles))


def _unseen(evidence: Sequence[Evidence], desk: Desk) -> Iterator[Evidence]:
    """The best, and as many more as make up for those of them that were shown before."""
    shown = {one.name for one in desk.shown}
    left = BUDGET
    for one in evidence:
        if one.name not in shown:
            left -= one.tokens
        if left >= 0:
            yield one


def _nowhere(query: Query, desk: Desk) -> str:
    missing = [term for term, count in desk.index.frequencies(query.terms).items() if not count]
    return f"no passage of a source fits; no page holds: {', '.join(missing)}" if missing else "no passage fits"


TOOL = Tool(
    "search",
    'a few telling words, or "several words" in quotes that must stand together → the passages of sources that fit '
    "best, and pages on the subject",
    look,
)

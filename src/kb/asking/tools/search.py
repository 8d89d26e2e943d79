"""search: words → the passages of sources that fit them best, and the articles that do."""

from kb.asking.evidence import SOURCE, gather
from kb.asking.tools.tool import Desk, Found, Tool
from kb.errors import UsageError
from kb.search.query import Query

BUDGET = 1600
"""Tokens of passages that a search shows."""


def look(words: str, desk: Desk) -> Found:
    try:
        query = Query.parse(words)
    except UsageError as error:
        return Found(str(error))
    gathered = gather(desk.index, [query], BUDGET)
    if not gathered.evidence:
        # A phrase that stands nowhere as it is may stand there in other words.
        gathered = gather(desk.index, [Query.question(words)], BUDGET)
    articles = [page for page in gathered.nearest if page.type != SOURCE]
    named = "; ".join(f"{' '.join(page.title.split())} ({page.path})" for page in articles)
    word = f"pages that fit: {named}" if named else ""
    if not gathered.evidence:
        return Found("; ".join(part for part in (_nowhere(query, desk), word) if part))
    return Found(word, gathered.evidence, addresses=tuple(page.path for page in articles))


def _nowhere(query: Query, desk: Desk) -> str:
    missing = [term for term, count in desk.index.frequencies(query.terms).items() if not count]
    return f"no passage of a source fits; no page holds: {', '.join(missing)}" if missing else "no passage fits"


TOOL = Tool(
    "search",
    'a few telling words, or "several words" in quotes that must stand together → the passages of sources that fit '
    "best, and pages on the subject",
    look,
)

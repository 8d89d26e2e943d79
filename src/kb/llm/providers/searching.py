"""A request that may search the web → the tool of the Messages API that does it; the blocks that come back → results.

A result holds an address, a title and text that only the API can read; the model cites a few words of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kb.llm.searched import Result, Searched

_TOOL = "web_search_20260318"
_READ = 15_000
"""Tokens of one search's results, estimated high."""
_LOCAL = "a local server or a model without web search can't"

Block = Mapping[str, Any]


def tool(searches: int) -> dict[str, Any]:
    """Called by the model itself and not by programs it writes: so every result comes back where it can be read."""
    return {"type": _TOOL, "name": "web_search", "max_uses": searches, "allowed_callers": ["direct"]}


def most_read(searches: int) -> int:
    """Tokens of results that the model may read: those of each search again with every later one."""
    return _READ * searches * (searches + 1) // 2


def packed(content: Sequence[Block]) -> str:
    """A reply in the shape of `Searched`."""
    cited = list(_cited(content))
    results: dict[str, Result] = {}
    for told in _told(content):
        url, age = str(told.get("url") or ""), str(told.get("page_age") or "")
        words = list(dict.fromkeys(text for of, text in cited if of == url))
        results.setdefault(url, Result(url=url, title=str(told.get("title") or ""), age=age, cited=words))
    text = "".join(str(block.get("text") or "") for block in content if block.get("type") == "text")
    return Searched(results=[one for url, one in results.items() if url], text=text).model_dump_json()


def fruitless(content: Sequence[Block]) -> str:
    """Why nothing is known of the web; nothing where a search had a result, or rightly none."""
    outcomes = [block.get("content") for block in content if block.get("type") == "web_search_tool_result"]
    if any(isinstance(one, list) for one in outcomes):
        return ""
    errors = [str(one.get("error_code") or "") for one in outcomes if isinstance(one, Mapping)]
    if errors:
        return f"the web could not be searched ({', '.join(dict.fromkeys(errors))})"
    return f"no search was made: {_LOCAL}"


def _told(content: Sequence[Block]) -> Iterator[Block]:
    """Results of all searches; what is no result is passed over."""
    for block in content:
        found = block.get("content") if block.get("type") == "web_search_tool_result" else None
        for one in found if isinstance(found, list) else ():
            if isinstance(one, Mapping) and one.get("type") == "web_search_result":
                yield one


def _cited(content: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Addresses that the model's sentences cite, each with the words."""
    for block in content:
        cited = block.get("citations") if block.get("type") == "text" else None
        for one in cited if isinstance(cited, list) else ():
            if isinstance(one, Mapping) and one.get("type") == "web_search_result_location":
                yield str(one.get("url") or ""), str(one.get("cited_text") or "")

"""Saved answers and what happened since → those whose pages have more sources to speak from by now."""

import posixpath
import shlex
from collections.abc import Iterator, Mapping, Sequence

from kb.diagnostics import Diagnostic
from kb.reports import OUTDATED_ANSWER
from kb.wiki.answer_page import Answers
from kb.wiki.draft import stamp
from kb.wiki.frontmatter import parse, split
from kb.wiki.update import decoded


def outdated(pages: Mapping[str, bytes], events: Sequence[Mapping[str, object]]) -> Iterator[Diagnostic]:
    """One finding for each; `events` are the journal's, in any order."""
    came = [(str(event.get("at")), path) for event in events for path in _sources(event)]
    for saved in Answers.of(pages).saved:
        mark = stamp(decoded(pages[saved.entry.path]) or "")
        if mark is None or not mark.at:
            continue
        cited = {source for target in saved.targets if target in pages for source in _cited(target, pages[target])}
        newer = {path for at, path in came if at > mark.at and path in cited}
        if newer:
            what = "a newer source" if len(newer) == 1 else f"{len(newer)} newer sources"
            message = f"was asked before {what} on the pages that it comes from"
            hint = f"Ask again: kb ask --save {shlex.quote(saved.asked)}" if saved.asked else ""
            yield OUTDATED_ANSWER.at(f"wiki/{saved.entry.path}", message, hint)


def _sources(event: Mapping[str, object]) -> list[str]:
    """The pages of sources that an event brought."""
    brought = event.get("added") if event.get("event") == "compile" else event.get("sources")
    return [str(path) for path in brought if str(path).startswith("sources/")] if isinstance(brought, list) else []


def _cited(path: str, page: bytes) -> Iterator[str]:
    """The sources that an article names in its front matter."""
    front = parse(split(decoded(page) or "").yaml or "")
    sources = front.get("sources") if isinstance(front, Mapping) else None
    for one in sources if isinstance(sources, list) else ():
        if isinstance(one, dict):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), str(one.get("resource"))))

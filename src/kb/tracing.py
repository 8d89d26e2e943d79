"""A page → for each of its sentences, the file, lines, speaker, time and reply that it stands on."""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.choices import NONE
from kb.diagnostics import Diagnostic
from kb.digest import Digest
from kb.errors import UsageError
from kb.ingesting import ingest
from kb.knowledge import BlockId, Place, Source, SourceId
from kb.lint.rules import quote_not_in_source, uncited_sentence
from kb.llm.replies import Remembering, Silent
from kb.memory import load_cuts
from kb.passes.asking import Asking
from kb.passes.description import describe
from kb.passes.extraction import cut_all, extract
from kb.readers import may_lack_lines
from kb.slug import RESERVED_PAGES
from kb.wiki.frontmatter import parse, split
from kb.wiki.page import Cited, Page
from kb.wiki.scan import scan
from kb.wiki.update import decoded
from kb.workspace import Workspace

FOLDERS = ("concepts", "sources", "answers", "disputes")


@dataclass(frozen=True, slots=True)
class Footing:
    """One quote and where it comes from."""

    quote: str
    source: SourceId
    block: BlockId
    raw: str
    """The raw file; empty when it is no longer in raw/."""
    place: Place | None
    """Where in it; None when the text there has changed since."""
    reply: Digest | None
    """Key of the reply that the claim came in; None when no claim of today has this quote."""
    lines: tuple[int, int] | None = None
    """Those of `place`; None where its file has none, such as a PDF."""


@dataclass(frozen=True, slots=True)
class Trace:
    sentence: str
    line: int
    footings: tuple[Footing, ...]


def find(workspace: Workspace, pages: Mapping[str, bytes], wanted: str) -> str:
    """Path of a page from wiki/, given by path, name, title or alias. Raises UsageError."""
    path = (
        wanted.replace("\\", "/").removeprefix(f"{workspace.wiki.as_posix()}/").removeprefix("./").removeprefix("wiki/")
    )
    tries = [path, f"{path}.md", *(f"{folder}/{path}.md" for folder in FOLDERS)]
    found = next((one for one in tries if one in pages), None) or _by_title(pages, wanted)
    if found is None:
        raise UsageError(f"no page {wanted!r} in the wiki", hint="Give its path, name or title; kb search finds it.")
    return found


def _by_title(pages: Mapping[str, bytes], title: str) -> str | None:
    for path, data in sorted(pages.items()):
        front = parse(split(decoded(data) or "").yaml or "") if path.endswith(".md") else {}
        if isinstance(front, Mapping):
            aliases = front.get("aliases")
            names = [front.get("title"), *(aliases if isinstance(aliases, list) else [])]
            if title.casefold() in (str(name).casefold() for name in names if name):
                return path
    return None


def trace(workspace: Workspace, pages: Mapping[str, bytes], path: str) -> tuple[Page, list[Trace]]:
    """Every sentence of a page that carries a footnote, with what it stands on."""
    page = scan(path, decoded(pages[path]) or "")
    sources = ingest(workspace, pages, lambda step: None).sources
    cited = {_source(path, one) for note in page.footnotes for one in note.citations}
    model = Silent(NONE.chosen(workspace).model)
    # What a source repeats from another one is told by that one.
    cited |= {source.duplicate_of for source in sources if source.id in cited and source.duplicate_of}
    replies = _reply_keys(workspace, model, [source for source in sources if source.id in cited])
    shelf = {source.id: source for source in sources}
    found = []
    sentences = () if posixpath.basename(path) in RESERVED_PAGES else page.sentences
    for sentence in sentences:
        notes = [page.footnote_by_label[label] for label in sentence.labels if label in page.footnote_by_label]
        footings = tuple(_footing(_source(path, one), one, shelf, replies) for note in notes for one in note.citations)
        found.append(Trace(sentence.text, sentence.line, footings))
    return page, found


def _source(page: str, cited: Cited) -> SourceId:
    target = posixpath.join(posixpath.dirname(page), cited.page) if cited.page else page
    return SourceId(posixpath.basename(target).removesuffix(".md"))


def _reply_keys(
    workspace: Workspace, silent: Silent, sources: Sequence[Source]
) -> dict[tuple[SourceId, BlockId, str], Digest]:
    """The replies that the claims of today came in, by the words they cite; nobody is asked."""
    asking = Asking(Remembering(silent, workspace.replies), workspace.prompts())
    # A source is described before it is extracted from: its language stands in the request.
    cuts = cut_all(sources, load_cuts(workspace))
    claims = extract(describe(sources, cuts, asking), cuts, asking)
    return {
        (one.source, one.block, " ".join(one.quote.split())): claim.reply
        for claim in claims
        for one in claim.citations
        if claim.reply is not None
    }


def _footing(
    source: SourceId,
    cited: Cited,
    shelf: Mapping[SourceId, Source],
    replies: Mapping[tuple[SourceId, BlockId, str], Digest],
) -> Footing:
    known, block = shelf.get(source), BlockId(cited.block)
    there = next((one for one in known.blocks if one.id == block), None) if known is not None else None
    place = there.place if there is not None and there.locate(cited.quote) is not None else None
    raw = known.raw.path if known is not None else ""
    lined = (
        known is not None and place is not None and not (place.lines == (1, 1) and may_lack_lines(known.reading.kind))
    )
    lines = place.lines if place is not None and lined else None
    return Footing(cited.quote, source, block, raw, place, replies.get((source, block, cited.quote)), lines)


def broken(path: str, traces: Sequence[Trace]) -> list[Diagnostic]:
    """What does not lead back to the words of a raw file."""
    found = []
    for one in traces:
        if not one.footings:
            found.append(Diagnostic(path, one.line, 0, uncited_sentence.CODE, "uncited-sentence", "has no footnote"))
        for footing in one.footings:
            if footing.place is None:
                message = f"{footing.quote!r} does not stand in {footing.raw or footing.source} any more"
                found.append(Diagnostic(path, one.line, 0, quote_not_in_source.CODE, "quote-not-in-source", message))
    return found

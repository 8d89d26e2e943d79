"""Article → page."""

from collections.abc import Mapping

from kb.knowledge import Article, Concept, ConceptId, Dispute, Section, Sentence
from kb.markup import escape
from kb.stages.link import Links
from kb.wiki.citing import Footnotes, Shelf, link, relative, source_path
from kb.wiki.draft import Draft
from kb.wiki.frontmatter import Value

# The mark stands alone on its line: GitHub draws the box only then, Obsidian either way.
QUOTED = """\
> [!NOTE]
> Quoted, not written: every line below is a source's own words. No model has written prose for this page."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Where a link goes while its sentence is escaped as one."""
_TAKEN = str.maketrans({_OPEN: "\ufffd", _CLOSE: "\ufffd"})


def concept_path(concept: ConceptId) -> str:
    return f"concepts/{concept}.md"


def dispute_path(dispute: Dispute) -> str:
    return f"disputes/{dispute.id}.md"


def concept_page(article: Article, links: Links, concepts: Mapping[ConceptId, Concept], shelf: Shelf) -> Draft:
    """The page of one article. `concepts` are those that have an article."""
    path = concept_path(article.concept.id)
    footnotes = Footnotes(path, shelf)
    first, *rest = (_section(section, article, links, footnotes) for section in article.sections)
    parts = [f"# {escape(article.concept.title)}", QUOTED if article.quoted else "", first, _disputed(article, path)]
    parts += rest
    parts += [listing("Related", path, article.neighbours, concepts)]
    parts += [listing("Linked from", path, links.backlinks.get(article.concept.id, ()), concepts)]
    parts += [footnotes.definitions()]
    return Draft(path, _front(article, footnotes), "\n\n".join(part for part in parts if part))


def _front(article: Article, footnotes: Footnotes) -> dict[str, Value]:
    concept, sources = article.concept, footnotes.shelf.sources
    front: dict[str, Value] = {"type": "Concept", "title": concept.title, "description": article.description}
    if concept.aliases:
        front["aliases"] = list(concept.aliases)
    tags = list(dict.fromkeys(tag(sources[one].raw.path) for one in footnotes.sources))
    if any(tags):
        front["tags"] = [one for one in tags if one]
    front["sources"] = [
        {"id": str(one), "resource": relative(concept_path(concept.id), source_path(one)), "title": sources[one].title}
        for one in footnotes.sources
    ]
    front["status"] = "stable"
    return front


def _section(section: Section, article: Article, links: Links, footnotes: Footnotes) -> str:
    of = footnotes.shelf.sources[section.source].title if section.source is not None else section.heading
    heading = f"## {escape(of)}\n\n" if of else ""
    if section.source is not None:
        heading += f"[Source]({relative(footnotes.page, source_path(section.source))})\n\n"
    lines = [_sentence(sentence, article, links, footnotes) for sentence in section.sentences]
    return heading + "\n".join(f"- {line}" if article.quoted else line for line in lines)


def _disputed(article: Article, path: str) -> str:
    """Where the sources differ, below the lead."""
    if not article.disputes:
        return ""
    pages = (link(d.question, relative(path, dispute_path(d))) for d in article.disputes)
    return "> [!IMPORTANT]\n> Sources disagree: " + " · ".join(pages)


def _sentence(sentence: Sentence, article: Article, links: Links, footnotes: Footnotes) -> str:
    marked, at, text = "", 0, sentence.text.translate(_TAKEN)
    targets = []
    for mention in links.mentions.get((article.concept.id, sentence), ()):
        start, end = mention.span
        marked += f"{text[at:start]}{_OPEN}{text[start:end]}{_CLOSE}"
        targets.append(relative(footnotes.page, concept_path(mention.concept)))
        at = end
    shown = escape(marked + text[at:]).replace(_OPEN, "[")
    for target in targets:
        shown = shown.replace(_CLOSE, f"]({target})", 1)
    # Among prose a sentence that happens to be a quote has no speaker before it: those around it say whose it is.
    speaker = footnotes.shelf.voice(sentence) if article.quoted else ""
    return spoken(speaker, shown) + footnotes.refer(sentence.citations)


def spoken(speaker: str, words: str) -> str:
    return f"**{escape(speaker)}:** {words}" if speaker else words


def listing(heading: str, path: str, ids: tuple[ConceptId, ...], concepts: Mapping[ConceptId, Concept]) -> str:
    """A section of links to concepts; nothing when there are none."""
    if not ids:
        return ""
    links = (link(concepts[one].title, relative(path, concept_path(one))) for one in ids)
    return f"## {heading}\n\n" + " · ".join(links)


def tag(raw: str) -> str:
    """What a source's folder below raw/ says of it; empty at the top."""
    parts = raw.split("/")
    return "-".join(parts[1].split()).lower() if len(parts) > 2 else ""

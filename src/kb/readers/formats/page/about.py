"""What a page says of itself: title, author, date, address, language."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml.etree import _Element as Element

from kb.markup import fold
from kb.readers.formats.page.authors import bylines, marked, named, owner, papers_authors
from kb.readers.formats.page.dates import of_a_living_page, published
from kb.readers.formats.page.elements import words as words_of
from kb.readers.formats.page.tree import Tree

_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|ref|s|unlocked_article_code|group|mc_cid|mc_eid|igshid)\Z", re.I)
_BARS = re.compile(r"\s+[|–—·•»:\-]\s+")
# Enough to compare two hosts; the list of public suffixes has thousands of entries, and changes.
_SECOND_LEVEL = frozenset("co com org net gov edu ac go or ne".split())

Thing = dict[str, object]


@dataclass(frozen=True, slots=True)
class About:
    title: str = ""
    author: tuple[str, ...] = ()
    published: str = ""
    """ISO 8601, a day."""
    url: str = ""
    language: str = ""
    costs: bool = False
    """Whether the page says that it is not free to read."""
    warnings: tuple[str, ...] = field(default=())


def about(tree: Tree, saved_from: str) -> About:
    """What the page says of itself, the most certain place first."""
    head = tree.head
    things = list(_things(head))
    metas = _metas(head)
    site = metas.get("og:site_name", "")
    url = _address(head, metas, things, saved_from)
    dated = [one for thing in things for one in _strings(thing.get("datePublished"))]
    changed = [one for thing in things for one in _strings(thing.get("dateModified"))]
    dated += [metas[name] for name in _DATE_METAS if name in metas]
    wiki = metas.get("generator", "").startswith("MediaWiki")
    day, warnings = published(tree, of_a_living_page(tree, dated, changed, wiki=wiki))
    author = _author(tree, metas, things, site)
    costs = any(str(thing.get("isAccessibleForFree")).lower() == "false" for thing in things)
    language = (head.get("lang") or head.get("{http://www.w3.org/XML/1998/namespace}lang") or "").split("-")[0].lower()
    title = _title(tree, metas, things, _host(url or saved_from))
    return About(title, author, day, url, language if language.isalpha() else "", costs, warnings)


_AUTHOR_METAS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_TITLE_METAS = ("og:title", "twitter:title", "citation_title")
_ACCOUNT = re.compile(r"\(@\S+@\S+\)\Z")
"""How sites of short posts call a post: by who wrote it."""
_POST = re.compile(
    r"(?:\(\d+\+?\) )?(?P<who>.{1,60}?) (?:on|auf|sur|en|su|op) (?:X|Twitter): [\"“„«] ?(?P<said>.+?) ?[\"”“»]"
    r" / (?:X|Twitter)\Z"
)
"""How X calls a post: the number of what one has not seen yet, by whom it is, what it says."""
_MAILBOX = re.compile(r"(?P<subject>.+) [-–—] [^\s@]+@[^\s@]+\.[^\s@]+ [-–—] [^@]{2,60}\Z")
"""How Gmail calls a mail: by its subject, with whose box it lies in."""
_DATE_METAS = ("article:published_time", "og:published_time", "datepublished", "citation_publication_date",
               "citation_date", "citation_online_date", "dc.date", "date")  # fmt: skip
_ARTICLES = re.compile(r"(?:\w*Article|BlogPosting|Posting|Report|TechArticle|WebPage|Review|Chapter|HowTo|Recipe)\Z")


def _things(head: Element) -> Iterator[Thing]:
    """The articles and pages among what the page says in JSON-LD, articles first."""
    found: list[Thing] = []
    for script in head.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json" and script.text:
            try:
                # `strict=False`: many sites write line ends into their strings.
                found += _flat(json.loads(script.text, strict=False), 0)
            except (ValueError, RecursionError):
                continue
    # schema.org lets an author be only a reference to a person described elsewhere on the page.
    people = {thing["@id"]: thing.get("name") for thing in found if isinstance(thing.get("@id"), str)}
    for thing in found:
        thing["author"] = [_person(one, people) for one in _several(thing.get("author") or thing.get("creator"))]
    articles = [thing for thing in found if any(map(_ARTICLES.match, _strings(thing.get("@type"))))]
    return iter(sorted(articles, key=lambda thing: "WebPage" in _strings(thing.get("@type"))))


def _flat(found: object, depth: int) -> Iterator[Thing]:
    if isinstance(found, list) and depth < 5:
        for one in found:
            yield from _flat(one, depth + 1)
    elif isinstance(found, dict):
        yield found
        yield from _flat(found.get("@graph"), depth + 1)
        yield from _flat(found.get("mainEntity"), depth + 1) if depth < 5 else ()


def _strings(found: object) -> list[str]:
    if isinstance(found, list):
        return [one for one in found if isinstance(one, str)]
    return [found] if isinstance(found, str) else []


def _metas(head: Element) -> dict[str, str]:
    """What the page says in `meta` elements; the first of each name counts."""
    metas: dict[str, str] = {}
    for meta in head.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = fold(meta.get("content") or "")
        if name and content:
            metas.setdefault(name, content)
    return metas


def _texts(metas: dict[str, str], names: Sequence[str]) -> list[str]:
    return [metas[name] for name in names if name in metas][:1]


def _title(tree: Tree, metas: dict[str, str], things: Sequence[Thing], host: str) -> str:
    headings = [fold(words_of(one)) for one in tree.root.iter("h1")]
    head = next((fold(one.text or "") for one in tree.head.iter("title")), "")
    said = [one for one in _texts(metas, _TITLE_METAS) if not (head and _ACCOUNT.search(one))]
    headlines = [fold(one) for thing in things for one in _strings(thing.get("headline"))[:1]]
    # Some pages give their subject's description for a headline.
    said = [one for one in headlines if not said or any(one in other for other in (*headings, *said, head))] + said
    title = next((one for one in said if one), "") or (headings[0] if len(headings) == 1 else "") or head
    title = title or next((one for one in headings if one), "")
    post, mail = _POST.match(title), _MAILBOX.match(title)
    if post or mail:
        return post["said"] if post else mail["subject"] if mail else ""
    return _without_site(title, metas.get("og:site_name", ""), host, headings)


def _without_site(title: str, site: str, host: str, headings: Sequence[str]) -> str:
    """The title without the name of the site behind its last bar, and without one before it."""
    bars = list(_BARS.finditer(title))
    for bar in reversed(bars):
        front, tail = title[: bar.start()], title[bar.end() :]
        if front in headings or _names_site(tail, site, host):
            return _without_site(front, site, host, headings)
    if bars and _names_site(title[: bars[0].start()], site, host):
        return title[bars[0].end() :]
    return title


def _names_site(text: str, site: str, host: str) -> bool:
    def plain(words: str) -> str:
        return re.sub(r"[\W_]+", "", words).casefold()

    name = plain(text)
    labels = [plain(label) for label in host.removeprefix("www.").split(".")]
    return bool(name) and (name == plain(site) or name == plain(host.removeprefix("www.")) or name in labels)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _address(head: Element, metas: dict[str, str], things: Sequence[Thing], saved_from: str) -> str:
    """Where the page lives: as it says itself, unless it was saved from another site."""
    links = [
        one.get("href") or "" for one in head.iter("link") if "canonical" in (one.get("rel") or "").lower().split()
    ]
    entities = [_entity(thing.get("mainEntityOfPage")) for thing in things]
    for said in [*links, metas.get("og:url", ""), saved_from, *entities]:
        url = _clean_address(urljoin(saved_from, said.strip()) if saved_from and said.strip() else said.strip())
        # Templates are copied together with the canonical address of the site that they come from.
        if url and (not _host(saved_from) or _site(url) == _site(saved_from)):
            return url
    return ""


def _entity(found: object) -> str:
    said = found.get("@id") if isinstance(found, dict) else found
    return said if isinstance(said, str) else ""


def _site(url: str) -> str:
    """The part of a host's name that somebody registers."""
    labels = _host(url).split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2:])


def _clean_address(url: str) -> str:
    """An address of the web without what tells where its reader came from; nothing when it is none."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", url):
            return ""
        posts = parts.hostname in ("x.com", "twitter.com")
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        kept = [pair for pair in pairs if not (_TRACKING.match(pair[0]) or (posts and pair[0] == "t"))]
        query = parts.query if len(kept) == len(pairs) else urlencode(kept)
        return urlunsplit(parts._replace(query=query, fragment=""))
    except ValueError:
        return ""


def _author(tree: Tree, metas: dict[str, str], things: Sequence[Thing], site: str) -> tuple[str, ...]:
    """Who wrote the page, from the first place that names a person."""
    written = metas.get("twitter:data1", "") if metas.get("twitter:label1", "").lower() == "written by" else ""
    said = [_authors(things), papers_authors(tree.head), *([metas[name]] for name in _AUTHOR_METAS if name in metas)]
    posts = [post["who"] for one in _titles(tree, metas) if (post := _POST.match(one))][:1]
    places = [*said, [written], posts, marked(tree.root), bylines(tree.root)]
    people = next((names for place in places if (names := named(place, site))), ())
    return people or owner([name for place in said for name in place], site)


def _titles(tree: Tree, metas: dict[str, str]) -> list[str]:
    return [*_texts(metas, _TITLE_METAS), *(fold(one.text or "") for one in tree.head.iter("title"))]


def _several(found: object) -> list[object]:
    return found if isinstance(found, list) else [found]


def _person(found: object, people: dict[object, object]) -> object:
    """Who is meant; some pages name people in one place and point to them from all others."""
    if isinstance(found, dict) and not found.get("name") and isinstance(found.get("@id"), str):
        return people.get(found["@id"])
    return found


def _authors(things: Sequence[Thing]) -> list[str]:
    """Who wrote the first thing that names anybody."""
    found = ([name for one in _several(thing["author"]) if (name := _name(one))] for thing in things)
    return next((names for names in found if names), [])


def _name(found: object) -> str:
    if isinstance(found, dict) and "Organization" in _strings(found.get("@type")):
        return ""
    said = found.get("name") if isinstance(found, dict) else found
    return fold(said) if isinstance(said, str) else ""

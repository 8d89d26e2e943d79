"""HTML to a tree of what a reader of the page sees, and how much was left out of it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html
from lxml.etree import _Element as Element

from kb.readers.decode import told_of, without_hidden
from kb.readers.formats.page.elements import seen, words
from kb.readers.formats.page.sources import VARIABLE
from kb.readers.reader import Unreadable

_DEEPEST = 200
_MOST_ELEMENTS = 400_000
_MACHINE = frozenset("script style noscript template iframe object embed svg canvas audio video link dialog".split())
_CONTROLS = frozenset("button select textarea input datalist option".split())
_LONG_TAG = re.compile(r"(<[A-Za-z][A-Za-z0-9-]{0,30})[^<>]{6000,}>")
_HANDLES = frozenset("tablist tab listbox option tooltip toolbar menu menubar".split())
_HANDLE_CLASSES = frozenset(("mw-editsection", "descriptor", "wprm-recipe-jump", "Inline-Template"))
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0*(?:\.0+)?(?:px|r?em|pt|%)?"
    r"|opacity\s*:\s*0*(?:\.0+)?|text-indent\s*:\s*-\d{3,}\w+"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)"
    r"|(?:left|top|right)\s*:\s*-\d{3,}\w+)\s*(?:!important\s*)?(?=;|$)",
    re.I,
)
_NOTHING = re.compile(r"(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:!important\s*)?(?=;|$)", re.I)
_CLIPPED = re.compile(r"(?:^|;)\s*overflow\s*:\s*hidden", re.I)
_WHITE = r"(?:white|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*(?:,\s*[\d.]+\s*)?\))"
_WHITE_TEXT = re.compile(rf"(?:^|;)\s*color\s*:\s*(?:{_WHITE}|transparent)\s*(?:!important\s*)?(?=;|$)", re.I)
_DARK = re.compile(rf"(?:^|;)\s*background(?:-color|-image)?\s*:\s*(?!\s*(?:{_WHITE}|transparent|none|inherit))", re.I)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"[.#][A-Za-z_][\w-]*\Z")
_SPACES = re.compile("[\u00a0\u202f\u2007]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SILENT = re.compile("[\ufeff\u00ad\ufffe\uffff]")
FORMULA = "kb-formula"
"""The class of an element whose words are the source of a formula."""
_DISPLAY = re.compile(r"\{\\(?:displaystyle|textstyle) (.*)\}\Z")
_VARIABLE = re.compile(r"background-image\s*:\s*var\(\s*(--sf-img-\d{1,6})\s*\)")
_TEX = re.compile(r"katex|MathJax|mwe-math-element|mjx-container|\bltx_Math\b")


@dataclass(slots=True)
class Tree:
    """A page as its reader sees it."""

    root: Element
    head: Element
    """The whole page as it was saved, for what it says of itself."""
    left_out: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    unhidden: bool = False
    """Whether most of the page's words are hidden by a style, which only a script can mean well: they stayed."""

    @property
    def warnings(self) -> Iterator[str]:
        """What was left out, in one line a kind."""
        if self.left_out:
            yield "left out: " + ", ".join(_many(count, noun) for noun, count in sorted(self.left_out.items()))
        if self.hidden:
            yield told_of(self.hidden)
        if self.unhidden:
            yield "most of its words are hidden until a script shows them; they were kept"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("s" if count != 1 else "")


def grown(text: str) -> Tree | Unreadable:
    """The tree of an HTML page, without scripts, hidden text and controls."""
    text = _LONG_TAG.sub(_without_many_attributes, text)
    head, root = _parsed(text), _parsed(text)
    if head is None or root is None:
        return Unreadable("holds no HTML that can be read", "Save the page again.")
    count = 0
    for count, element in enumerate(root.iter(), 1):
        if count > _MOST_ELEMENTS:
            return Unreadable(f"holds more than {_MOST_ELEMENTS:,} HTML elements", "Save the article alone.")
        if isinstance(element.tag, str) and count % 7 == 0 and _depth(element) > _DEEPEST:
            return Unreadable("nests its HTML too deeply to be a page", "Save the article alone, or as text.")
    tree = Tree(root, head)
    _write_formulas(root)
    _drop_hidden(tree)
    _drop_machinery(tree)
    _clean_words(tree)
    return tree


def _without_many_attributes(tag: re.Match[str]) -> str:
    """The tag; without attributes where it has thousands, which take the parser minutes."""
    return tag.group() if len(tag.group().split()) < 3000 else tag[1] + ">"


def _parsed(text: str) -> Element | None:
    # Bytes, for text that declares an encoding of its own is refused.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _depth(element: Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _write_formulas(root: Element) -> None:
    """Puts the source of each formula, where the page has it, in the place of all that draws it."""
    for formula in list(root.iter("math")):
        tex = next((note.text for note in formula.iter("annotation") if "tex" in (note.get("encoding") or "")), None)
        tex = tex or formula.get("alttext")
        if not tex or not tex.strip():
            continue
        drawn = formula
        for above in formula.iterancestors():
            if _TEX.search(f"{above.tag} {above.get('class') or ''}"):
                drawn = above
        if drawn.getparent() is not None:
            tail = drawn.tail
            drawn.clear()
            drawn.tag, drawn.text, drawn.tail = "span", f"${_shown(tex)}$", tail
            drawn.set("class", FORMULA)
    for table in [one for one in root.iter("table") if "ltx_eqn_table" in (one.get("class") or "")]:
        for part in table.iter("table", "tbody", "tr", "td"):
            part.tag = "p" if part is table else "span"
            part.tail = f" {part.tail or ''}"


def _shown(tex: str) -> str:
    """The formula without the order to draw it large, which says nothing."""
    # To markdown these open a tag and a link, in a formula too.
    tex = tex.replace("<", r" \lt ").replace("](", "] (").replace("[[", "[ [")
    tex = " ".join(tex.split())
    plain = _DISPLAY.match(tex)
    tex = (plain[1] if plain else tex).strip()
    # A last space that was shielded: its backslash would shield the dollar.
    return tex[:-1].rstrip() if (len(tex) - len(tex.rstrip("\\"))) % 2 else tex


def _drop_hidden(tree: Tree) -> None:
    hiding = _hidden_by_sheet(tree.root)
    found = [one for one in tree.root.iter() if isinstance(one.tag, str) and _is_hidden(one, hiding)]
    all_words = len(_seen(tree.root))
    for element in found:
        size = len(_seen(element))
        if element.tag in ("html", "body") or (size * 2 > all_words and size > 200):
            tree.unhidden = True
        elif [*element.iterancestors()][-1:] == [tree.root]:
            if size and element.tag not in _MACHINE and element.tag not in _CONTROLS:
                tree.left_out["hidden passage"] += 1
            remove(element)


def _seen(element: Element) -> str:
    """The words below an element, those of scripts and styles not among them."""
    return "".join(seen(element).split())


def _is_hidden(element: Element, hiding: frozenset[str]) -> bool:
    style = element.get("style") or ""
    # Whoever reads the page opens it with the handle above it.
    if element.get("role") == "tabpanel":
        return False
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if element.get("aria-hidden") == "true" or (style and _hides(style)):
        return True
    if hiding and ("#" + (element.get("id") or "")) in hiding:
        return True
    return bool(hiding) and any("." + name in hiding for name in (element.get("class") or "").split())


def _hides(style: str) -> bool:
    if _HIDING.search(style) or (_NOTHING.search(style) and _CLIPPED.search(style)):
        return True
    return bool(_WHITE_TEXT.search(style)) and not _DARK.search(style)


def _hidden_by_sheet(root: Element) -> frozenset[str]:
    """Classes and ids that the page's own style sheets hide, and never show again."""
    hiding: set[str] = set()
    shown: set[str] = set()
    for sheet in root.iter("style"):
        rules = _outside_media(sheet.text or "")
        for selectors, body in _RULE.findall(rules[:500_000]):
            # White words may stand on what is dark in another rule.
            hides = bool(_HIDING.search(body) or (_NOTHING.search(body) and _CLIPPED.search(body)))
            for selector in selectors.split(","):
                name = selector.strip()
                if hides and _SIMPLE.match(name):
                    hiding.add(name)
                elif not hides and "display" in body:
                    shown.update(re.findall(r"[.#][A-Za-z_][\w-]*", name))
    return frozenset(hiding - shown)


def _outside_media(sheet: str) -> str:
    """The rules that hold on every screen."""
    kept, depth, at = [], 0, 0
    for found in re.finditer(r"@[\w-]+[^{};]*\{|[{}]", sheet):
        if depth == 0 and found.group()[0] == "@":
            kept.append(sheet[at : found.start()])
            depth = 1
        elif depth:
            depth += -1 if found.group() == "}" else 1
            at = found.end()
    return "".join(kept) + (sheet[at:] if depth == 0 else "")


def _indents(image: Element) -> bool:
    """Whether it only holds an answer to the right of what it answers, and so tells which that is."""
    parent = image.getparent()
    return parent is not None and "ind" in (parent.get("class") or "").split()


def _drop_machinery(tree: Tree) -> None:
    for element in list(tree.root.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if element.tag == "img" and {element.get("width"), element.get("height")} & {"0", "1", "0px", "1px"}:
            if _indents(element):
                continue
            tree.left_out["tracker"] += 1
        elif element.tag == "script":
            tree.left_out["script"] += "json" not in (element.get("type") or "")
        elif element.tag == "iframe":
            tree.left_out["frame"] += 1
        elif not (element.tag in _MACHINE or element.tag in _CONTROLS or _is_handle(element)):
            continue
        remove(element)
    tree.left_out = +tree.left_out


def _is_handle(element: Element) -> bool:
    """Whether it is there to be clicked on: to edit a section, to link to it, to choose what else is shown."""
    if element.get("role") in _HANDLES or not _HANDLE_CLASSES.isdisjoint((element.get("class") or "").split()):
        return True
    return element.tag == "a" and words(element).strip() in ("#", "¶", "§", "🔗")


def remove(element: Element) -> None:
    """Takes all that an element is and holds out of the tree; the words behind it stay where they are."""
    tail = element.tail
    element.clear()
    # An empty element stays: to hang the words behind thousands of scripts on one node would take minutes.
    element.tag, element.tail = "span", tail


def _clean_words(tree: Tree) -> None:
    for element in tree.root.iter():
        if element.text and not (element.text.isascii() and _UNPRINTABLE.search(element.text) is None):
            element.text = _cleaned(element.text, tree.hidden)
        if element.tail and not (element.tail.isascii() and _UNPRINTABLE.search(element.tail) is None):
            element.tail = _cleaned(element.tail, tree.hidden)
        # Whoever reads the tree next need not guess again what is hidden.
        style = element.attrib.pop("style", "")
        if element.tag == "img" and (drawn := _VARIABLE.search(str(style))):
            element.set(VARIABLE, drawn[1])
        for name in ("alt", "title"):
            if element.get(name):
                element.set(name, _cleaned(element.get(name) or "", tree.hidden))


def _cleaned(text: str, hidden: Counter[str]) -> str:
    seen, unseen = without_hidden(_SILENT.sub("", _SPACES.sub(" ", _UNPRINTABLE.sub("", text))))
    hidden.update(unseen)
    return unicodedata.normalize("NFC", seen)

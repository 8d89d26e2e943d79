"""Preformatted text to a listing: its lines as they stand, with its language, without line numbers."""

import re

from lxml.etree import _Element as Element

from kb.readers.blocks import Draft
from kb.readers.formats.page.elements import line

_LANGUAGE = re.compile(
    r"(?:^|[\s_-])(?:language|lang|highlight-source|highlight|brush:?|sourceCode)[-\s]+([A-Za-z0-9+#]{1,20})"
)
_NUMBERS = re.compile(r"[\d\s]+\Z")
_NUMBERED = re.compile(r"(?:^|[\s_-])(?:line-?numbers?|linenos?|gutter|hljs-ln-numbers|copy)(?:$|[\s_-])", re.I)


def listing(element: Element) -> Draft | None:
    """The listing of a `pre`; None where it holds nothing but the numbers of lines."""
    text = _words(element).replace("\r", "").expandtabs(4)
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    if not lines or (_NUMBERS.match(text) and len(lines) > 1 and lines[0].strip() == "1"):
        return None
    code = "\n".join(lines)
    fence = "`" * max(3, max((len(run) for run in re.findall(r"`+", code)), default=0) + 1)
    first = line(element)
    return Draft(code, (first, first + text.count("\n")), "code", f"{fence}{_language(element)}\n{code}\n{fence}")


def _words(element: Element) -> str:
    if element.tag == "br":
        return "\n" + (element.tail or "")
    names = element.get("class") or ""
    if _NUMBERED.search(names) or not {"ln", "lnt"}.isdisjoint(names.split()):
        return element.tail or ""
    inner = (element.text or "") + "".join(_words(child) for child in element)
    # Lines that are blocks of their own have no line ends between them.
    ended = element.tag in ("div", "p", "li", "tr") and not inner.endswith("\n")
    return inner + "\n" * ended + (element.tail or "" if element.tag != "pre" else "")


def _language(element: Element) -> str:
    near = [element, *element.iter("code"), *list(element.iterancestors())[:2]]
    names = (one.get("data-lang") or one.get("data-language") or "" for one in near)
    named = next((name for name in names if re.fullmatch(r"[A-Za-z0-9+#-]{1,20}", name)), "")
    found = next((found for one in near if (found := _LANGUAGE.search(one.get("class") or ""))), None)
    return (named or (found[1] if found else "")).lower()

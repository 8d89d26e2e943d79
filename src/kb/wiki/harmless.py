"""A block's own markdown → markdown that shows the same words and does nothing.

It fetches, embeds, runs and hides nothing, leads nowhere but to web and mail addresses, and holds no heading, footnote
or id that could be taken for one of kb's.
"""

import html
import re
from collections.abc import Iterator

from kb.knowledge import Block
from kb.markup import BLOCK_TAG, escape, fold, readable
from kb.wiki.blocks import blocks, headings
from kb.wiki.body import Body
from kb.wiki.footnotes import footnotes
from kb.wiki.page import FOREIGN

_PLAIN = re.compile(r"[^<\[^%$`~#=&!\n]*")
_TOKEN = re.compile(
    r"""(?P<kept>\\[!-/:-@\[-`{-~]
      |^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?P<mark>`{3,}|~{3,})[^`\n]*\n(?:.*?\n)??[ \t>]*(?P=mark)[`~]*[ \t]*$
      |(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))
    |(?P<comment><!--.*?-->)
    |<(?P<tag>/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*|/)?)>
    |<(?P<address>[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>
    |(?P<wiki>!?\[\[[^\[\]\n]+\]\])
    |(?P<risky><(?=[A-Za-z/!?])|%(?=%)|(?<=%)%|(?<=\s)\^(?=[A-Za-z0-9-]+[ \t]*$)|!(?=\[[^\[\]]*\](?![(\[])))
    |(?P<picture>(?P<frame>\[[ \t]*)?!\[[ \t]*\]\((?![/\\]|\.\./assets/)<?[^\s()<>]*>?
      (?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'))?[ \t]*\)(?(frame)[ \t]*\]\([^\s()]*\)))
    |(?P<image>!(?=\[))(?!\[[^\[\]\n]*\]\((?![/\\])[^\s():\\&]+\))
    |\]\([ \t]*\n?[ \t]*(?P<target><[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)
    |(?P<note>\[\^)(?=[^\[\]\s]+\])
    |^(?P<margin>[ ]{0,3})(?P<hashes>\#{1,6})(?=[ \t]|$)
    |(?P<underline>\n[ ]{0,3}(?:=+|-+)[ \t]*$)
    |(?P<blank>\n(?:[ \t]*\n)+)""",
    re.X | re.M | re.S,
)
_ID = re.compile(r"[ \t]+\^k[0-9a-f]{8}(?:-\d+)?[ \t]*$", re.M)
_VERBATIM = re.compile(r"^[ \t>]*<(?:pre|script|style|textarea)\b", re.I | re.M)
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?!\^)[^\[\]]+\]:[ \t]*\n?[ \t]*<?(\S+)", re.M)
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
_WEB = re.compile(r"(?:https?|mailto):", re.I)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2060\ufeff]")
_BARE = ("code", "table")


def harmless(block: Block) -> str:
    """How a block stands on its page: its markdown as far as that is safe, else its plain words, and its id."""
    if block.kind == "heading":
        return f"{'#' * min(block.level + 2, 6)} {_inline(block.markdown)}"
    if _PLAIN.fullmatch(block.markdown):
        return _with_id(block, block.markdown)
    made = (_with_id(block, one) for one in _tries(block))
    return next((one for one in made if _stands(block, one)), _with_id(block, escape(block.text)))


def _tries(block: Block) -> Iterator[str]:
    if block.kind != "code":
        yield _disarmed(block.markdown)
        yield _disarmed(_ID.sub("", block.markdown))
        return
    yield block.markdown
    fence = _FENCE.match(block.markdown)
    if fence:
        yield f"{block.markdown}\n{fence[1]}"


def _with_id(block: Block, markdown: str) -> str:
    bare = block.kind in _BARE or "\n" in markdown
    return f"{markdown}\n\n^{block.id}" if bare else f"{markdown} ^{block.id}"


def _inline(markdown: str) -> str:
    made = _disarmed(markdown)
    return made if readable(made) == readable(markdown) else escape(readable(markdown))


def _stands(block: Block, made: str) -> bool:
    """Whether a page reads it as this block and nothing else, whatever follows."""
    body = Body(f"{made}\n\nnext ^next\n", 1)
    found = blocks(body)
    notes = footnotes(body)[0]
    return (
        [one.id for one in found] == [block.id, "next"]
        and fold(readable(found[0].markdown)) == fold(readable(block.markdown) if block.kind == "code" else block.text)
        and not (headings(body) or body.comments)
        and all(note.label.startswith(FOREIGN) for note in notes)
    )


def _disarmed(markdown: str) -> str:
    """Nothing where its words have to stand alone, because markup could not be taken off piece by piece."""
    if _VERBATIM.search(markdown) or any(not _leads_well(one) for one in _DEFINITION.findall(markdown)):
        return ""
    if markdown.count("$$") % 2:
        markdown = markdown.replace("$$", r"\$\$")
    return _TOKEN.sub(_safe, markdown)


def _safe(token: re.Match[str]) -> str:
    kind = token.lastgroup
    if kind in ("kept", "mark", "ticks"):
        return token.group()
    match kind:
        case "tag":
            return " " if BLOCK_TAG.match(token["tag"]) else ""
        case "address":
            return token.group() if _leads_well(token["address"]) else escape(token["address"])
        case "wiki":
            # It named a note that lay beside the raw one: here it would name nothing, or another page.
            return escape(readable(token["wiki"]))
        case "risky":
            return "\\" + token.group()
        case "target":
            return token.group() if _leads_well(token["target"]) and not _leads_beside(token["target"]) else "](#"
        case "note":
            return f"[^{FOREIGN}"
        case "hashes":
            return token["margin"] + "#" * min(len(token["hashes"]) + 2, 6)
        case "blank":
            return "\n"
        case _:
            return ""


def _leads_beside(target: str) -> bool:
    """Whether a link leads to a file that lay beside the raw one: from the page of a source it leads nowhere."""
    plain = target.lstrip("<")
    return bool(plain) and not (plain.startswith(("#", "../assets/")) or _SCHEME.match(plain))


def _leads_well(target: str) -> bool:
    """Whether a link leads into the wiki, to the web or to a mailbox."""
    plain = _UNSEEN.sub("", html.unescape(html.unescape(target))).lstrip("<").replace("\\", "/")
    return not _SCHEME.match(plain) or bool(_WEB.match(plain))
